"""Five updates of a tiny Llama under transformers and PyTorch: every document alone in its row.

The test trains the same weights on the same documents packed side by side. Writes
packages/llm-core/src/training/loop/__vectors__/training.json. Run from anywhere:
  .venv/bin/python parity/llm-core-training.py
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
import transformers

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

model = transformers.LlamaForCausalLM(
    transformers.LlamaConfig(
        vocab_size=config["vocabSize"],
        hidden_size=config["hiddenSize"],
        intermediate_size=config["intermediateSize"],
        num_hidden_layers=config["numLayers"],
        num_attention_heads=config["numHeads"],
        num_key_value_heads=config["numKeyValueHeads"],
        head_dim=config["headDim"],
        max_position_embeddings=64,
        rms_norm_eps=1e-5,
        rope_theta=10000.0,
        tie_word_embeddings=True,
    )
)
parameters = dict(model.named_parameters())
# Weights that a test can compute for itself: entry i of the n-th parameter by name.
for number, name in enumerate(sorted(parameters)):
    parameter = parameters[name]
    waves = [math.sin(1.3 * i + number) for i in range(parameter.numel())]
    values = [1 + 0.1 * w for w in waves] if parameter.dim() == 1 else [0.3 * w for w in waves]
    parameter.data = torch.tensor(values, dtype=torch.float32).reshape(parameter.shape)

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
    total, weight = 0.0, 0.0
    for document in documents:
        ids, weights = torch.tensor([document["ids"]]), torch.tensor(document["weights"][1:])
        logits = model(ids).logits[0, :-1]
        total = total + (F.cross_entropy(logits, ids[0, 1:], reduction="none") * weights).sum()
        weight += weights.sum()
    loss = total / weight
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
