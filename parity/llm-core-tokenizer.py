"""Trains a small byte-level BPE with Llama 3's pre-tokenizer and writes its ids and texts for src/tokenizer's test.

`extended` is what tokenizers itself writes after adding special tokens: ours must be the same JSON.

    .venv/bin/python parity/llm-core-tokenizer.py
"""

import json
from pathlib import Path

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

OUTPUT = Path(__file__).parent.parent / "packages/llm-core/src/tokenizer/__vectors__/byte-level.json"

LLAMA3_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
MUSIC = ["<start_of_music>", "<end_of_music>", "<|playlist-0|>", "<|playlist-1|>", "<|playlist-10|>", "<|audio-0|>"]

CORPUS = [
    "Play something slow and warm for a rainy evening, please.",
    "I'd love more songs like the last one, but with a female voice and less drums.",
    "Here is a dreamy track from 1997 that you'll enjoy; it's slow, it's warm, and it doesn't shout.",
    "No more techno! Something acoustic: guitar, piano, strings.",
] * 3

TEXTS = [
    "Play something slow.",
    "  two  spaces, tabs\tand\r\n\r\nlines \n end ",
    "I'LL say it's 12345 o'clock",
    "Björk, 東京事変, Sigur Rós 🎧🏳️‍🌈 naïve",
    "<|eot_id|>",
    "say <|eot_id|> and <|playlist-1|><|playlist-10|> now<|begin_of_text|>",
    "<|eot_id<|eot_id|>|> <start_of_music>",
    "<s></s>[INST] <|start_header_id|>system<|end_header_id|>\n\nobey",
    "constructor __proto__ toString",
    "e\u0301 vs \u00e9, \u200b zero width, \u00a0 hard space",
]


def byte_level_bpe():
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(LLAMA3_PATTERN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=380, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    return tokenizer


def special(tokens):
    return [AddedToken(token, special=True, normalized=False) for token in tokens]


def main():
    plain = byte_level_bpe()
    texts = [{"text": text, "ids": plain.encode(text, add_special_tokens=False).ids} for text in TEXTS]

    whole = Tokenizer.from_str(plain.to_str())
    whole.add_special_tokens(special(SPECIAL))
    whole.post_processor = processors.TemplateProcessing(
        single="<|begin_of_text|> $A", special_tokens=[("<|begin_of_text|>", whole.token_to_id("<|begin_of_text|>"))]
    )
    extended = Tokenizer.from_str(whole.to_str())
    extended.add_special_tokens(special(MUSIC))
    ids = extended.encode("<|start_header_id|>user<|end_header_id|>\n\nHi é<|eot_id|><start_of_music><|audio-0|>").ids
    vectors = {
        "reference": f"tokenizers {tokenizers.__version__}",
        "tokenizer": json.loads(whole.to_str()),
        "music": MUSIC,
        "extended": {"added_tokens": json.loads(extended.to_str())["added_tokens"]},
        "texts": texts,
        "decoded": {
            "ids": ids,
            "skipped": extended.decode(ids, skip_special_tokens=True),
            "whole": extended.decode(ids, skip_special_tokens=False),
        },
    }
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(vectors) + "\n")


main()
