"""A small matrix as numpy, safetensors and pandas write it.

  .venv/bin/python parity/music-tokenizer-matrices.py

The values are exact in every float type, bfloat16 included.
"""

import base64
import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from safetensors.torch import save

out = Path(__file__).resolve().parent.parent / "packages/music-tokenizer/src/embeddings/matrices/__vectors__"
values = np.array([[0.5, -2, 3], [0.25, 1024, -0.125]], dtype="float32")


def text(content):
    return base64.b64encode(content).decode()


def npy(matrix, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, matrix, version=version)
    return text(file.getvalue())


def parquet(vectors):
    return text(pd.DataFrame({"track": ["a", "b"], "vector": vectors}).to_parquet(engine="pyarrow", index=False))


vectors = {
    "script": "parity/music-tokenizer-matrices.py",
    "values": values.flatten().tolist(),
    "npy": {
        **{name: npy(values.astype(name)) for name in ("float16", "float32", "float64")},
        "columnMajor": npy(np.asfortranarray(values)),
        "format2": npy(values, (2, 0)),
        "format3": npy(values, (3, 0)),
    },
    "safetensors": {
        name: text(save({"embedding": torch.tensor(values).to(getattr(torch, name))}))
        for name in ("float16", "bfloat16", "float32", "float64")
    },
    "parquet": {name: parquet(list(values.astype(name))) for name in ("float32", "float64")},
}
out.mkdir(exist_ok=True)
(out / "matrices.json").write_text(json.dumps(vectors, indent=1) + "\n")
