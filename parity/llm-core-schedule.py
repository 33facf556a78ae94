"""Learning rates of transformers' get_cosine_schedule_with_warmup.

Writes packages/llm-core/src/training/schedules/__vectors__/warmup-cosine.json. Run from anywhere:
  .venv/bin/python parity/llm-core-schedule.py
"""

import json
from pathlib import Path

import torch
import transformers

OUT = (
    Path(__file__).resolve().parent.parent
    / "packages/llm-core/src/training/schedules/__vectors__/warmup-cosine.json"
)

cases = []
for warmup, steps in ((0, 10), (3, 20), (20, 20), (1, 2)):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = transformers.get_cosine_schedule_with_warmup(optimizer, warmup, steps)
    rates = []
    for _ in range(steps):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    cases.append({"warmup": warmup, "steps": steps, "rates": rates})

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(
    json.dumps({"made_by": "parity/llm-core-schedule.py", "transformers": transformers.__version__, "cases": cases})
    + "\n"
)
