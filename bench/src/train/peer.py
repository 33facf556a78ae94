"""transformers' LlamaForCausalLM under PyTorch's fused AdamW, float32, all cores: a line of JSON for a line."""

import gc
import json
import os
import sys
import time

import torch
import transformers
from transformers import LlamaForCausalLM

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()
torch.set_num_threads(os.cpu_count())


def memory(field):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field + ":"))


runtime_bytes = memory("VmRSS")


def run(task):
    with open(task["batches"]) as file:
        steps = json.load(file)
    model = LlamaForCausalLM.from_pretrained(task["folder"], dtype=torch.float32, attn_implementation="sdpa")
    model.train()
    model.config.use_cache = False
    if task["gradientCheckpointing"]:
        model.gradient_checkpointing_enable({"use_reentrant": False})
    parameters = list(model.parameters())
    groups = [
        {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": 0.1},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=3e-4, betas=(0.9, 0.95), eps=1e-8, fused=True)
    seconds, losses = [], []
    for ids in steps:
        start = time.perf_counter()
        rows = torch.tensor(ids).view(task["rows"], task["time"] + 1)
        inputs, targets = rows[:, :-1].contiguous(), rows[:, 1:].contiguous()
        loss = model(input_ids=inputs, labels=inputs, shift_labels=targets).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0, foreach=True)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        del loss
        seconds.append(time.perf_counter() - start)
    del model, optimizer, groups, parameters
    gc.collect()
    return {"seconds": seconds, "losses": losses, "peakBytes": memory("VmHWM"), "runtimeBytes": runtime_bytes}


for line in sys.stdin:
    message = json.loads(line)
    if "version" in message:
        answer = {
            "version": f"transformers {transformers.__version__}, torch {torch.__version__.split('+')[0]}, "
            f"{torch.get_num_threads()} threads"
        }
    else:
        answer = run(message)
    print(json.dumps(answer), flush=True)
