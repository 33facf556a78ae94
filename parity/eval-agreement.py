"""Reference values for packages/eval from scikit-learn: Cohen's kappa, plain and weighted, on seeded judgements.

Run: .venv/bin/python parity/eval-agreement.py
"""

import json
import random
from pathlib import Path

import sklearn
from sklearn.metrics import cohen_kappa_score

OUT = Path(__file__).parent.parent / "packages/eval/src/statistics/__vectors__/scikit-learn-kappa.json"
SCALE = [1, 2, 3, 4, 5]

rng = random.Random(3)
cases = []
for count, noise in [(5, 1), (40, 1), (40, 4)]:
    first = [rng.choice(SCALE) for _ in range(count)]
    second = [min(5, max(1, rating + rng.randint(-noise, noise))) for rating in first]
    kappa = {
        ours: float(cohen_kappa_score(first, second, labels=SCALE, weights=theirs))
        for ours, theirs in [("none", None), ("linear", "linear"), ("quadratic", "quadratic")]
    }
    cases.append({"first": first, "second": second, "kappa": kappa})

OUT.write_text(json.dumps({"source": f"scikit-learn {sklearn.__version__}", "script": "parity/eval-agreement.py", "cases": cases}) + "\n")
