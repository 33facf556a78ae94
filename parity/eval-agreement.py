"""Reference values for packages/eval on seeded judgements: Cohen's kappa, plain and weighted, from scikit-learn, and
Krippendorff's alpha from the package krippendorff.

Run: .venv/bin/python parity/eval-agreement.py
"""

import json
import random
from importlib.metadata import version
from pathlib import Path

import krippendorff
import numpy as np
import sklearn
from sklearn.metrics import cohen_kappa_score

VECTORS = Path(__file__).parent.parent / "packages/eval/src/statistics/__vectors__"
SCALE = [1, 2, 3, 4, 5]

rng = random.Random(3)


def write(name, source, cases):
    data = {"source": source, "script": "parity/eval-agreement.py", "cases": cases}
    (VECTORS / name).write_text(json.dumps(data) + "\n")


cases = []
for count, noise in [(5, 1), (40, 1), (40, 4)]:
    first = [rng.choice(SCALE) for _ in range(count)]
    second = [min(5, max(1, rating + rng.randint(-noise, noise))) for rating in first]
    kappa = {
        ours: float(cohen_kappa_score(first, second, labels=SCALE, weights=theirs))
        for ours, theirs in [("none", None), ("linear", "linear"), ("quadratic", "quadratic")]
    }
    cases.append({"first": first, "second": second, "kappa": kappa})
write("scikit-learn-kappa.json", f"scikit-learn {sklearn.__version__}", cases)

cases = []
for judges, items, noise, missing in [(2, 30, 1, 0), (3, 40, 2, 0.2), (5, 25, 1, 0.5), (4, 12, 4, 0.1)]:
    truth = [rng.choice(SCALE) for _ in range(items)]
    table = [
        [None if rng.random() < missing else min(5, max(1, rating + rng.randint(-noise, noise))) for rating in truth]
        for _ in range(judges)
    ]
    reliability = np.array([[np.nan if value is None else value for value in row] for row in table])
    alpha = {
        scale: float(krippendorff.alpha(reliability_data=reliability, level_of_measurement=scale, value_domain=SCALE))
        for scale in ["nominal", "ordinal", "interval"]
    }
    name = f"{judges} judges, {items} items, {missing:.0%} missing"
    cases.append({"name": name, "judges": table, "alpha": alpha})
write("krippendorff.json", f"krippendorff {version('krippendorff')}", cases)
