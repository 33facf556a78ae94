"""Writes small random Llamas, and a Mistral without a window, as transformers saves them, with their logits.

They are for src/huggingface's parity test.

Each is also loaded and saved again by llm-core (llm-core-resave.mjs); transformers must load that copy to the same
logits, and the copy's checksums go into the vectors, so that the test knows bytes that transformers has accepted.

    .venv/bin/python parity/llm-core-hugging-face.py
"""

import base64
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import torch
import transformers
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "packages/llm-core/src/huggingface/__vectors__"
TSX = ["npx", "tsx", "--conditions=@talkplay/source"]

LLAMA = (LlamaConfig, LlamaForCausalLM)
LLAMA3 = {
    "rope_type": "llama3",
    "factor": 4.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 16,
}

CASES = {
    "multi-head-tied": {
        "config": {"num_attention_heads": 4, "num_key_value_heads": 4, "tie_word_embeddings": True},
    },
    "groups-of-2-untied-wide-heads-float16": {
        "config": {"num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 6, "rms_norm_eps": 1e-3},
        "dtype": torch.float16,
    },
    "groups-of-4-scaled-sharded-bfloat16": {
        "config": {
            "num_attention_heads": 4,
            "num_key_value_heads": 1,
            "tie_word_embeddings": True,
            "rope_theta": 500.0,
            "rope_scaling": LLAMA3,
        },
        "dtype": torch.bfloat16,
        "time": 40,
        "shard": "3KB",
    },
    "mistral-without-window": {
        "family": (MistralConfig, MistralForCausalLM),
        "config": {"num_attention_heads": 4, "num_key_value_heads": 2, "sliding_window": None},
    },
}


def random_model(config, family):
    make_config, make_model = family
    model = make_model(
        make_config(
            vocab_size=29,
            hidden_size=16,
            intermediate_size=20,
            num_hidden_layers=2,
            max_position_embeddings=64,
            initializer_range=0.3,
            **config,
        )
    )
    for name, parameter in model.named_parameters():
        if "norm" in name:
            torch.nn.init.normal_(parameter, 1.0, 0.2)
    return model


def logits(folder, ids):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
    with torch.no_grad():
        return model(torch.tensor(ids)).logits


def check_resaved(folder, ids, expected):
    with tempfile.TemporaryDirectory() as copy:
        subprocess.run([*TSX, ROOT / "parity/llm-core-resave.mjs", folder, copy], cwd=ROOT, check=True)
        difference = (logits(copy, ids) - expected).abs().max().item()
        assert difference == 0, f"transformers reads llm-core's copy of {folder} to other logits ({difference})"
        names = ["model.safetensors", "config.json", "generation_config.json"]
        return {name: hashlib.sha256((Path(copy) / name).read_bytes()).hexdigest() for name in names}


def main():
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for seed, (name, case) in enumerate(CASES.items()):
        torch.manual_seed(seed)
        model = random_model(case["config"], case.get("family", LLAMA)).to(case.get("dtype", torch.float32))
        ids = torch.randint(0, 29, (2, case.get("time", 9))).tolist()
        with tempfile.TemporaryDirectory() as folder:
            model.save_pretrained(folder, max_shard_size=case.get("shard", "1GB"))
            expected = logits(folder, ids)
            vectors = {
                "reference": f"transformers {transformers.__version__}, torch {torch.__version__}",
                "files": {
                    path.name: base64.b64encode(path.read_bytes()).decode() for path in sorted(Path(folder).iterdir())
                },
                "ids": ids,
                "logits": [[[float(f"{x:.7g}") for x in row] for row in rows] for rows in expected.tolist()],
                "resaved": check_resaved(folder, ids, expected),
            }
        (OUTPUT / f"{name}.json").write_text(json.dumps(vectors) + "\n")


main()
