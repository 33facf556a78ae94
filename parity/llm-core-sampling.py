"""Writes the distributions that transformers' logits processors leave, for src/generation's parity test.

    .venv/bin/python parity/llm-core-sampling.py
"""

import json
from pathlib import Path

import torch
import transformers
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

OUTPUT = Path(__file__).parent.parent / "packages/llm-core/src/generation/__vectors__/logits-processors.json"

# In the order in which transformers' generate applies them.
PROCESSORS = {
    "repetitionPenalty": RepetitionPenaltyLogitsProcessor,
    "temperature": TemperatureLogitsWarper,
    "topK": TopKLogitsWarper,
    "topP": TopPLogitsWarper,
    "minP": MinPLogitsWarper,
}

OPTIONS = [
    {"temperature": 0.3},
    {"temperature": 1.7},
    {"topK": 1},
    {"topK": 7},
    {"topK": 1000},
    {"topP": 0.0},
    {"topP": 0.5},
    {"topP": 0.9},
    {"topP": 0.999},
    {"minP": 0.05},
    {"minP": 0.6},
    {"minP": 1.0},
    {"repetitionPenalty": 1.3},
    {"repetitionPenalty": 0.8},
    {"repetitionPenalty": 1.2, "temperature": 0.7, "topK": 30, "topP": 0.9, "minP": 0.02},
    {"repetitionPenalty": 1.1, "temperature": 1.5, "topP": 0.8, "minP": 0.1},
]


def distribution(logits, ids, options):
    scores = logits.clone()
    for name, processor in PROCESSORS.items():
        if name in options:
            scores = processor(options[name])(ids, scores)
    return scores.softmax(-1)[0].tolist()


def main():
    generator = torch.Generator().manual_seed(0)
    inputs = []
    for vocab, deviation in [(40, 1.0), (64, 4.0), (100, 0.2)]:
        logits = torch.randn(1, vocab, generator=generator) * deviation
        ids = torch.randint(vocab, (1, 12), generator=generator)
        inputs.append((logits, ids))
    inputs[1][0][0, 10:50] = float("-inf")  # what a constraint leaves

    cases = [
        {
            "logits": [value if value > float("-inf") else None for value in logits[0].tolist()],
            "ids": ids[0].tolist(),
            "options": options,
            "probabilities": distribution(logits, ids, options),
        }
        for logits, ids in inputs
        for options in OPTIONS
    ]
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(
        json.dumps({"torch": torch.__version__, "transformers": transformers.__version__, "cases": cases}) + "\n"
    )


if __name__ == "__main__":
    main()
