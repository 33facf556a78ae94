"""Trains examples/data/tokenizer.json: a byte-level BPE of 8,000 tokens with Llama 3's pre-tokenizer and special tokens.

    node --import tsx --conditions=@talkplay/source examples/data/tokenizer-corpus.ts .cache/corpus.jsonl
    .venv/bin/python examples/data/train_tokenizer.py .cache/corpus.jsonl examples/data/tokenizer.json
"""

import json
import sys

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]

corpus, out = sys.argv[1:3]
tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
    [
        pre_tokenizers.Split(Regex(PATTERN), behavior="isolated", invert=False),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ]
)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size=8000, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=[], show_progress=False
)
with open(corpus, encoding="utf-8") as lines:
    texts = [json.loads(line) for line in lines]
# "user", "assistant" and the blank line of the chat template in every conversation.
tokenizer.train_from_iterator(texts + ["user\n\n", "assistant\n\n"] * 1000, trainer)
tokenizer.add_special_tokens(SPECIAL)
tokenizer.save(out)
print(tokenizer.get_vocab_size(), "tokens")
