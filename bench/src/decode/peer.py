"""transformers' Llama decoding in float32, all cores: a line of JSON for a line.

Each task names a method, so that the fastest can stand for the peer:
  generate         model.generate with its default (growing) key/value cache
  generate-static  model.generate with a static cache
  loop             written by hand: the model's forward with a cache, argmax, next; no generate around it
  shared-prefix    recommendation by hand: the prompt is read once and all beams share its keys and values, one row
                   whose attention mask says which earlier tokens are a beam's own
"""

import json
import os
import sys
import time

import torch
import transformers
from transformers import DynamicCache, GenerationConfig, LlamaForCausalLM

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()
models = {}
tries = {}


def model_of(folder):
    if folder not in models:
        models.clear()
        tries.clear()
        models[folder] = LlamaForCausalLM.from_pretrained(
            folder, dtype=torch.float32, attn_implementation="sdpa"
        ).eval()
    return models[folder]


def trie_of(catalogue):
    if "of the model" not in tries:
        following = {}
        for code in catalogue:
            for place, token in enumerate(code):
                following.setdefault(tuple(code[:place]), set()).add(token)
        tries["of the model"] = {prefix: sorted(tokens) for prefix, tokens in following.items()}
    return tries["of the model"]


def greedy_generate(model, prompts, new_tokens, static):
    config = GenerationConfig(
        max_new_tokens=new_tokens,
        do_sample=False,
        eos_token_id=None,
        bos_token_id=None,
        pad_token_id=0,
        cache_implementation="static" if static else None,
    )
    output = model.generate(prompts, attention_mask=torch.ones_like(prompts), generation_config=config)
    return output[:, prompts.shape[1] :].tolist()


def greedy_loop(model, prompts, new_tokens):
    cache = DynamicCache()
    ids, read = [], prompts
    for _ in range(new_tokens):
        logits = model(read, cache=cache, use_cache=True, logits_to_keep=1).logits[:, -1]
        read = logits.argmax(-1, keepdim=True)
        ids.append(read)
    return torch.cat(ids, 1).tolist()


def recommend_generate(model, prompt, beams, following, steps):
    config = GenerationConfig(
        max_new_tokens=steps,
        num_beams=beams,
        num_return_sequences=beams,
        do_sample=False,
        length_penalty=0.0,
        eos_token_id=None,
        bos_token_id=None,
        pad_token_id=0,
        return_dict_in_generate=True,
        output_scores=True,
    )
    start = prompt.shape[1]
    output = model.generate(
        prompt,
        attention_mask=torch.ones_like(prompt),
        generation_config=config,
        prefix_allowed_tokens_fn=lambda _, ids: following[tuple(ids[start:].tolist())],
    )
    return output.sequences[:, start:].tolist(), output.sequences_scores.tolist()


def recommend_shared(model, prompt, beams, following, steps):
    cache = DynamicCache()
    length = prompt.shape[1]
    logits = model(prompt, cache=cache, use_cache=True, logits_to_keep=1).logits[0, -1:]
    codes, scores = [()], torch.zeros(1)
    seen = torch.zeros(1, 0, dtype=torch.bool)  # which tokens after the prompt are a beam's own
    for step in range(steps):
        normalizer = torch.logsumexp(logits, -1)
        rows, tokens = [], []
        for row, code in enumerate(codes):
            allowed = following[code]
            rows += [row] * len(allowed)
            tokens += allowed
        row_index, token_index = torch.tensor(rows), torch.tensor(tokens)
        candidates = scores[row_index] + logits[row_index, token_index] - normalizer[row_index]
        scores, best = candidates.topk(min(beams, len(tokens)))
        parents = row_index[best]
        codes = [codes[rows[place]] + (tokens[place],) for place in best.tolist()]
        if step == steps - 1:
            return [list(code) for code in codes], scores.tolist()
        count = len(codes)
        seen = torch.cat([seen[parents], torch.eye(count, dtype=torch.bool)], 1)
        mask = torch.cat([torch.ones(count, length, dtype=torch.bool), seen], 1)[None, None]
        logits = model(
            token_index[best][None],
            attention_mask=mask,
            position_ids=torch.full((1, count), length + step),
            cache=cache,
            use_cache=True,
        ).logits[0]


def answer(task):
    torch.set_num_threads(task["threads"])
    model = model_of(task["folder"])
    method = task["method"]
    with torch.inference_mode():
        if task["kind"] == "greedy":
            prompts = torch.tensor(task["prompts"])
            start = time.perf_counter()
            if method == "loop":
                ids = greedy_loop(model, prompts, task["newTokens"])
            else:
                ids = greedy_generate(model, prompts, task["newTokens"], method == "generate-static")
            return {"seconds": time.perf_counter() - start, "ids": ids}
        prompt, following = torch.tensor([task["prompt"]]), trie_of(task["catalogue"])
        recommend = recommend_shared if method == "shared-prefix" else recommend_generate
        start = time.perf_counter()
        ids, scores = recommend(model, prompt, task["beams"], following, len(task["catalogue"][0]))
        return {"seconds": time.perf_counter() - start, "ids": ids, "scores": scores}


for line in sys.stdin:
    message = json.loads(line)
    if "version" in message:
        version = f"transformers {transformers.__version__}, PyTorch {torch.__version__.split('+')[0]}"
        print(json.dumps({"version": version, "threads": os.cpu_count()}), flush=True)
    else:
        print(json.dumps(answer(message)), flush=True)
