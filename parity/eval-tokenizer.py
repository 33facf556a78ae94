"""Reference values for packages/eval: stems by PyStemmer (Snowball), and bm25s' tokens with stopwords and stemming.

Run: .venv/bin/python parity/eval-tokenizer.py
"""

import json
from importlib.metadata import version
from pathlib import Path

import bm25s
import Stemmer

OUT = Path(__file__).parent.parent / "packages/eval/src/baselines/bm25/__vectors__/tokenizer.json"
WORDS = {
    "english": "running generously skies dying relational news happily jazzy classically dreams dreaming guitars electronic voices",
    "german": "häuser lieder tanzen gesungen fröhliche stimmen elektronische klassischen",
    "french": "chansons dansant musicale heureusement guitares voix électroniques rêveries",
    "spanish": "canciones bailando alegremente guitarras electrónicas voces",
    "italian": "canzoni ballando felicemente chitarre elettroniche voci",
}
TEXTS = [
    "The songs of the dancing queens are on their way to a quiet dinner for six",
    "Fast and broken electronic music to stay awake while coding, softening once the work is done.",
    "Woodward's voices: tidy pop rock from 2009, it is 3 minutes long",
]

stems = {}
for language, words in WORDS.items():
    stemmer = Stemmer.Stemmer(language)
    stems[language] = {word: stemmer.stemWord(word) for word in words.split()}
tokenized = bm25s.tokenize(TEXTS, stopwords="en", stemmer=Stemmer.Stemmer("english"), return_ids=False, show_progress=False)
source = f"PyStemmer {version('PyStemmer')}, bm25s {bm25s.__version__}"
vectors = {"source": source, "script": "parity/eval-tokenizer.py", "stems": stems, "texts": TEXTS, "tokens": tokenized}
OUT.write_text(json.dumps(vectors, ensure_ascii=False) + "\n")
