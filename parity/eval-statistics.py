"""Reference values for packages/eval from SciPy: normal distribution, BCa and percentile bootstrap, permutation test.

SciPy draws other random numbers than we do, so bootstrap ends agree to the resampling error (100,000 resamples here).
Run: .venv/bin/python parity/eval-statistics.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

OUT = Path(__file__).parent.parent / "packages/eval/src/statistics/__vectors__/scipy.json"

points = [-37.5, -8, -7.07, -3, -1.96, -0.5, 0, 0.1, 1, 2.5, 6]
probabilities = [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999]

rng = np.random.default_rng(5)
dialogues = 60
counts = rng.integers(1, 9, dialogues)
turns = [np.round(rng.beta(0.3, 2.0, c), 6) for c in counts]
sums = np.array([t.sum() for t in turns])


def ratio(s, c, axis=-1):
    return s.sum(axis=axis) / c.sum(axis=axis)


intervals = {}
for method in ("BCa", "percentile"):
    result = stats.bootstrap((sums, counts), ratio, paired=True, vectorized=True, n_resamples=100_000, method=method, random_state=1)
    intervals[method.lower()] = [float(result.confidence_interval.low), float(result.confidence_interval.high)]

a = np.round(rng.random(10), 6)
b = np.round(rng.random(10) * 0.7, 6)
exact = stats.permutation_test((a, b), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples", vectorized=True, n_resamples=np.inf)

OUT.parent.mkdir(parents=True, exist_ok=True)
vectors = {
    "source": f"scipy {scipy.__version__}",
    "script": "parity/eval-statistics.py",
    "normalCdf": [[p, float(stats.norm.cdf(p))] for p in points],
    "normalQuantile": [[p, float(stats.norm.ppf(p))] for p in probabilities],
    "bootstrap": {"turns": [t.tolist() for t in turns], "intervals": intervals},
    "permutation": {"first": a.tolist(), "second": b.tolist(), "pValue": float(exact.pvalue)},
}
OUT.write_text(json.dumps(vectors) + "\n")
