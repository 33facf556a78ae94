"""Ten updates of torch.optim.AdamW with clipping by the global norm and weight decay on matrices only.

Writes packages/llm-core/src/training/optimizer/__vectors__/adamw.json. Run from anywhere:
  .venv/bin/python parity/llm-core-adamw.py
"""

import json
from pathlib import Path

import torch

OUT = (
    Path(__file__).resolve().parent.parent
    / "packages/llm-core/src/training/optimizer/__vectors__/adamw.json"
)


def rounded(*shape, scale):
    """Values that survive JSON exactly: multiples of 1/1024."""
    return (torch.randn(*shape, generator=generator) * scale * 1024).round() / 1024


generator = torch.Generator().manual_seed(3)
shapes = {"matrix": (3, 4), "vector": (5,), "late": (2, 2)}
parameters = {name: torch.nn.Parameter(rounded(*shape, scale=0.5)) for name, shape in shapes.items()}
initial = {name: parameter.detach().flatten().tolist() for name, parameter in parameters.items()}
optimizer = torch.optim.AdamW(
    [
        {"params": [p for p in parameters.values() if p.dim() >= 2], "weight_decay": 0.1},
        {"params": [p for p in parameters.values() if p.dim() < 2], "weight_decay": 0.0},
    ],
    betas=(0.9, 0.95),
    eps=1e-3,  # large enough for its place in the formula to show
)

steps = []
for step in range(10):
    learning_rate = 0.05 * (step + 1) / 10
    # Odd steps are large enough to be clipped, even ones are not.
    gradients = {name: rounded(*shape, scale=3 if step % 2 else 0.1) for name, shape in shapes.items()}
    for name, parameter in parameters.items():
        parameter.grad = gradients[name].clone()
    # A parameter without a gradient is skipped, and so are its moments.
    if step == 4:
        parameters["late"].grad = None
        del gradients["late"]
    norm = torch.nn.utils.clip_grad_norm_(list(parameters.values()), 1.0)
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    optimizer.step()
    steps.append(
        {
            "learningRate": learning_rate,
            "gradients": {name: gradient.flatten().tolist() for name, gradient in gradients.items()},
            "norm": norm.item(),
            "parameters": {name: parameter.detach().flatten().tolist() for name, parameter in parameters.items()},
        }
    )

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(
    json.dumps(
        {
            "made_by": "parity/llm-core-adamw.py",
            "torch": torch.__version__,
            "shapes": shapes,
            "initial": initial,
            "steps": steps,
        }
    )
    + "\n"
)
