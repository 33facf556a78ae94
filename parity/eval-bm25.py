"""Reference scores for packages/eval from bm25s 0.3.16, all five variants, on seeded documents of invented words.

Run: .venv/bin/python parity/eval-bm25.py
"""

import json
import random
from pathlib import Path

import bm25s

OUT = Path(__file__).parent.parent / "packages/eval/src/baselines/bm25/__vectors__/bm25s.json"
VARIANTS = {"lucene": "lucene", "okapi": "robertson", "atire": "atire", "bm25l": "bm25l", "bm25+": "bm25+"}

rng = random.Random(11)
words = [f"w{i}" for i in range(60)]
weights = [1 / (i + 1) for i in range(60)]  # a few words everywhere, most of them rare
documents = [" ".join(rng.choices(words, weights, k=rng.randint(1, 25))) for _ in range(40)]
queries = [" ".join(rng.choices(words, weights, k=k)) for k in (1, 3, 8, 30)] + ["unseen", "w1 unseen w1"]

cases = []
for ours, theirs in VARIANTS.items():
    for k1, b, delta in [(1.5, 0.75, 0.5), (0.9, 0.4, 1.0)]:
        model = bm25s.BM25(k1=k1, b=b, delta=delta, method=theirs)
        model.index([d.split() for d in documents], show_progress=False)
        scores = []
        for query in queries:
            known = [w for w in query.split() if w in model.vocab_dict]
            scores.append([float(f"{s:.7g}") for s in model.get_scores(known)] if known else [0.0] * len(documents))
        cases.append({"variant": ours, "k1": k1, "b": b, "delta": delta, "scores": scores})

OUT.parent.mkdir(parents=True, exist_ok=True)
vectors = {"source": f"bm25s {bm25s.__version__}", "script": "parity/eval-bm25.py", "documents": documents, "queries": queries, "cases": cases}
OUT.write_text(json.dumps(vectors) + "\n")
