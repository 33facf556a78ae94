"""Five updates of a LoRA adapter and of new tokens' rows under PEFT, and the adapter as PEFT saves it.

The test trains the same adapter on the same documents packed side by side. The adapter is also loaded and saved again
by llm-core (llm-core-resave-lora.mjs); PEFT must load that copy to the same logits, and the copy's checksums go into the
vectors. Writes packages/llm-core/src/lora/__vectors__/lora.json. Run from anywhere:
  .venv/bin/python parity/llm-core-lora.py
"""

import base64
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path

import peft
import torch
import transformers
from wave_llama import cross_entropy, set_waves, wave_llama

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "packages/llm-core/src/lora/__vectors__/lora.json"
TSX = ["npx", "tsx", "--conditions=@talkplay/source"]
STEPS, LEARNING_RATE, CLIP, DECAY, FIRST_ID = 5, 0.03, 0.5, 0.1, 10
RANK, ALPHA, TARGETS = 3, 5, ["q_proj", "v_proj", "down_proj"]
PREFIX = "base_model.model."

config = {
    "vocabSize": 14,
    "hiddenSize": 8,
    "intermediateSize": 12,
    "numLayers": 2,
    "numHeads": 4,
    "numKeyValueHeads": 2,
    "headDim": 4,
}
documents = [
    {"ids": [1, 5, 11, 9, 2, 12], "weights": [0, 0, 1, 1, 0, 0.5]},
    {"ids": [4, 10, 8], "weights": [0, 1, 2]},
    {"ids": [13, 0, 6, 10, 11, 12, 3], "weights": [0, 0, 0, 1, 1, 1, 1]},
]
probe = [[3, 10, 7, 13, 1]]


def logits(model):
    with torch.no_grad():
        return model.eval()(torch.tensor(probe)).logits


def rounded(tensor):
    return [float(f"{x:.7g}") for x in tensor.flatten().tolist()]


def files_of(folder):
    names = ["adapter_config.json", "adapter_model.safetensors"]
    return {name: (Path(folder) / name).read_bytes() for name in names}


model = peft.get_peft_model(
    wave_llama(config),
    peft.LoraConfig(
        r=RANK,
        lora_alpha=ALPHA,
        target_modules=TARGETS,
        task_type="CAUSAL_LM",
        trainable_token_indices=list(range(FIRST_ID, config["vocabSize"])),
    ),
)
trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
set_waves({name: p for name, p in trained.items() if "lora_" in name}, 0.2)
before = logits(model)

optimizer = torch.optim.AdamW(trained.values(), lr=LEARNING_RATE, betas=(0.9, 0.95), eps=1e-8, weight_decay=DECAY)
losses, norms = [], []
model.train()
for _ in range(STEPS):
    optimizer.zero_grad()
    loss = cross_entropy(model, documents)
    loss.backward()
    norms.append(torch.nn.utils.clip_grad_norm_(trained.values(), CLIP).item())
    optimizer.step()
    losses.append(loss.item())
after = logits(model)

with tempfile.TemporaryDirectory() as folder:
    base, adapter, copy = (f"{folder}/{name}" for name in ("base", "adapter", "copy"))
    wave_llama(config).save_pretrained(base)
    model.save_pretrained(adapter)
    files = files_of(adapter)
    subprocess.run([*TSX, ROOT / "parity/llm-core-resave-lora.mjs", base, adapter, copy, str(FIRST_ID)], cwd=ROOT, check=True)
    reloaded = peft.PeftModel.from_pretrained(transformers.AutoModelForCausalLM.from_pretrained(base), copy)
    difference = (logits(reloaded) - after).abs().max().item()
    assert difference < 1e-6, f"PEFT reads llm-core's copy of the adapter to other logits ({difference})"
    resaved = {name: hashlib.sha256(content).hexdigest() for name, content in files_of(copy).items()}

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(
    json.dumps(
        {
            "made_by": "parity/llm-core-lora.py",
            "reference": f"peft {peft.__version__}, transformers {transformers.__version__}, torch {torch.__version__}",
            "config": config,
            "lora": {"rank": RANK, "alpha": ALPHA, "targets": TARGETS},
            "firstId": FIRST_ID,
            "documents": documents,
            "steps": STEPS,
            "learningRate": LEARNING_RATE,
            "clip": CLIP,
            "weightDecay": DECAY,
            "losses": losses,
            "gradientNorms": norms,
            "probe": probe,
            "logitsBefore": rounded(before),
            "logitsAfter": rounded(after),
            "files": {name: base64.b64encode(content).decode() for name, content in files.items()},
            "resaved": resaved,
        }
    )
    + "\n"
)
