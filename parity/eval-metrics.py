"""Reference values for packages/eval from ranx 0.3.21 on seeded runs without ties, for one and several relevant items.

ranx breaks ties by order, so runs here have distinct scores; ties are tested against brute force in TypeScript.
Run: .venv/bin/python parity/eval-metrics.py
"""

import json
import random
from pathlib import Path

from ranx import Qrels, Run, evaluate

OUT = Path(__file__).parent.parent / "packages/eval/src/metrics/__vectors__/ranx-metrics.json"
METRICS = ["mrr", "mrr@5", "hit_rate@1", "hit_rate@10", "recall@5", "recall@10", "ndcg@5", "ndcg@10"]
METRICS += ["map", "map@10", "precision@5", "precision@10", "r-precision"]

rng = random.Random(7)
items = [f"t{i}" for i in range(40)]
cases = []
for case, relevant_count in [("one", 1)] * 12 + [("several", 3)] * 12:
    ranked = rng.sample(items, rng.choice([5, 12, 40]))
    cases.append({"kind": case, "ranked": ranked, "relevant": rng.sample(items, relevant_count)})

qrels = Qrels({f"q{i}": {t: 1 for t in c["relevant"]} for i, c in enumerate(cases)})
run = Run({f"q{i}": {t: 100.0 - place for place, t in enumerate(c["ranked"])} for i, c in enumerate(cases)})
evaluate(qrels, run, METRICS, make_comparable=False)
for i, c in enumerate(cases):
    c["expected"] = {m: float(run.scores[m][f"q{i}"]) for m in METRICS}

OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps({"source": "ranx 0.3.21", "script": "parity/eval-metrics.py", "cases": cases}, indent=1) + "\n")
