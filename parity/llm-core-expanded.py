"""Vectors of models whose vocabulary llm-core has expanded, as transformers loads them.

The models of llm-core-hugging-face.py's vectors are expanded and saved by llm-core (llm-core-expand.mjs); transformers loads
the copies without a complaint. Its logits, of inputs with new tokens among them, are the vectors; those of old tokens after
old tokens must be the model's before.

Writes packages/llm-core/src/vocabulary/__vectors__/expanded.json.
"""

import base64
import json
import subprocess
import tempfile
from pathlib import Path

import torch
import transformers
from transformers import AutoModelForCausalLM

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "packages/llm-core/src/huggingface/__vectors__"
OUTPUT = ROOT / "packages/llm-core/src/vocabulary/__vectors__/expanded.json"
TSX = ["npx", "tsx", "--conditions=@talkplay/source"]
COUNT, SEED = 6, 3
CASES = ["multi-head-tied", "groups-of-2-untied-wide-heads-float16"]


def load(folder):
    model, info = AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager", output_loading_info=True
    )
    assert not any(info[key] for key in ("missing_keys", "unexpected_keys", "mismatched_keys")), info
    return model


def expanded_case(name):
    files = json.loads((MODELS / f"{name}.json").read_text())["files"]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as copy:
        for file, content in files.items():
            (Path(folder) / file).write_bytes(base64.b64decode(content))
        subprocess.run([*TSX, ROOT / "parity/llm-core-expand.mjs", folder, copy, str(COUNT), str(SEED)], cwd=ROOT, check=True)
        before, after = load(folder), load(copy)
    old = before.config.vocab_size
    assert after.config.vocab_size == old + COUNT
    assert after.get_input_embeddings().weight.shape[0] == after.get_output_embeddings().weight.shape[0] == old + COUNT
    torch.manual_seed(0)
    ids = torch.randint(0, old, (2, 9))
    with torch.no_grad():
        difference = (after(ids).logits[:, :, :old] - before(ids).logits).abs().max().item()
        assert difference < 1e-6, difference
        ids[:, 2::2] = old + torch.arange(8).reshape(2, 4) % COUNT
        logits = after(ids).logits
    return {
        "ids": ids.tolist(),
        "logits": [[[float(f"{x:.7g}") for x in row] for row in rows] for rows in logits.tolist()],
    }


def main():
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    vectors = {
        "reference": f"transformers {transformers.__version__}, torch {torch.__version__}",
        "count": COUNT,
        "seed": SEED,
        "models": {name: expanded_case(name) for name in CASES},
    }
    OUTPUT.write_text(json.dumps(vectors) + "\n")


main()
