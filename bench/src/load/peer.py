"""transformers' from_pretrained of a safetensors folder into float32, all cores: a line of JSON for a line."""

import json
import os
import resource
import sys
import time

import torch
import transformers
from transformers import LlamaForCausalLM

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()
torch.set_num_threads(os.cpu_count())


def load(task):
    start = time.perf_counter()
    # Without memory for random weights first (low_cpu_mem_usage is what transformers 5 always does)
    model = LlamaForCausalLM.from_pretrained(task["folder"], dtype=torch.float32, attn_implementation="sdpa")
    load_seconds = time.perf_counter() - start
    with torch.inference_mode():
        logits = model(torch.tensor([task["ids"]]), logits_to_keep=1, use_cache=False).logits[0, -1].tolist()
    return {
        "version": f"transformers {transformers.__version__}, PyTorch {torch.__version__.split('+')[0]}",
        "loadSeconds": load_seconds,
        "readySeconds": time.perf_counter() - start,
        "logits": logits,
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


for line in sys.stdin:
    message = json.loads(line)
    print(json.dumps({} if "ready" in message else load(message)), flush=True)
