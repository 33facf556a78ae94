"""Five updates of a tiny Llama under transformers and PyTorch: every document alone in its row.

The test trains the same weights on the same documents packed side by side. Writes
packages/llm-core/src/training/loop/__vectors__/training.json. Run from anywhere:
  .venv/bin/python parity/llm-core-training.py
"""

import json
from pathlib import Path

import torch
import transformers
from wave_llama import cross_entropy, wave_llama

OUT = (
    Path(__file__).resolve().parent.parent
    / "packages/llm-core/src/training/loop/__vectors__/training.json"
)
STEPS, WARMUP, LEARNING_RATE, CLIP, DECAY = 5, 2, 0.03, 0.5, 0.1

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
    {"ids": [1, 5, 3, 9, 2, 7], "weights": [0, 0, 1, 1, 0, 0.5]},
    {"ids": [4, 4, 8], "weights": [0, 1, 2]},
    {"ids": [13, 0, 6, 10, 11, 12, 3], "weights": [0, 0, 0, 1, 1, 1, 1]},
]

model = wave_llama(config)
parameters = dict(model.named_parameters())
optimizer = torch.optim.AdamW(
    [
        {"params": [p for p in parameters.values() if p.dim() >= 2], "weight_decay": DECAY},
        {"params": [p for p in parameters.values() if p.dim() < 2], "weight_decay": 0.0},
    ],
    lr=LEARNING_RATE,
    betas=(0.9, 0.95),
    eps=1e-8,
)
scheduler = transformers.get_cosine_schedule_with_warmup(optimizer, WARMUP, STEPS)

losses, norms, gradients = [], [], {}
for _ in range(STEPS):
    optimizer.zero_grad()
    loss = cross_entropy(model, documents)
    loss.backward()
    gradients = gradients or {name: p.grad.flatten().tolist() for name, p in parameters.items()}
    norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP).item())
    optimizer.step()
    scheduler.step()
    losses.append(loss.item())

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(
    json.dumps(
        {
            "made_by": "parity/llm-core-training.py",
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "config": config,
            "documents": documents,
            "steps": STEPS,
            "warmup": WARMUP,
            "learningRate": LEARNING_RATE,
            "clip": CLIP,
            "weightDecay": DECAY,
            "losses": losses,
            "gradientNorms": norms,
            "firstGradients": gradients,
            "embedding": parameters["model.embed_tokens.weight"].detach().flatten().tolist(),
        }
    )
    + "\n"
)
