"""Reference values for packages/eval from SciPy: normal distribution, BCa and percentile bootstrap, permutation test;
Holm's correction from statsmodels.

SciPy draws other random numbers than we do, so bootstrap ends agree to the resampling error (100,000 resamples here).
Run: .venv/bin/python parity/eval-statistics.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

OUT = Path(__file__).parent.parent / "packages/eval/src/statistics/__vectors__/scipy.json"

points = [-37.5, -8, -7.07, -3, -1.96, -0.5, 0, 0.1, 1, 2.5, 6]
probabilities = [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999]

rng = np.random.default_rng(5)


def ratio(s, c, axis=-1):
    return s.sum(axis=axis) / c.sum(axis=axis)


def bootstrap(turns):
    sums = np.array([sum(t) for t in turns])
    counts = np.array([len(t) for t in turns])
    intervals = {}
    for method in ("BCa", "percentile"):
        result = stats.bootstrap((sums, counts), ratio, paired=True, vectorized=True, n_resamples=100_000, method=method, random_state=1)
        intervals[method.lower()] = [float(result.confidence_interval.low), float(result.confidence_interval.high)]
    return {"turns": turns, "intervals": intervals}


many = [np.round(rng.beta(0.5, 2.0, count) ** 3, 6).tolist() for count in rng.integers(1, 9, 60)]
# Few and lopsided: here bias and acceleration move the ends far.
few = [[0.1, 0.3], [0.0], [0.05], [0.02, 0.0, 0.01], [0.4], [0.9] * 8, [0.0, 0.07], [0.12], [0.0]]
bootstraps = [bootstrap(many), bootstrap(few)]

def bootstrap_test(name, turns):
    sums = np.array([sum(t) for t in turns])
    counts = np.array([len(t) for t in turns])
    result = stats.bootstrap((sums, counts), ratio, paired=True, vectorized=True, n_resamples=1_000_000, batch=50_000, method="percentile", random_state=1)
    difference = ratio(sums, counts)
    p = float(np.mean(np.abs(result.bootstrap_distribution - difference) >= abs(difference)))
    return {"name": name, "turns": turns, "pValue": p}


a = np.round(rng.random(10), 6)
b = np.round(rng.random(10) * 0.7, 6)
exact = stats.permutation_test((a, b), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples", vectorized=True, n_resamples=np.inf)

differences = np.random.default_rng(6)
slight = [np.round(differences.normal(0.08, 0.5, count), 6).tolist() for count in differences.integers(1, 9, 40)]
lopsided = [[-0.1, -0.2], [0.9] * 6, [-0.05], [-0.1, 0.0], [-0.15], [0.4], [-0.1], [-0.02, -0.03]]

p_values = [[0.01, 0.04, 0.03], [0.2, 0.001, 0.9, 0.001, 0.04, 0.013], [1.0], np.random.default_rng(7).random(20).round(4).tolist()]
holm = [{"pValues": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in p_values]

OUT.parent.mkdir(parents=True, exist_ok=True)
vectors = {
    "source": f"scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
    "script": "parity/eval-statistics.py",
    "normalCdf": [[p, float(stats.norm.cdf(p))] for p in points],
    "normalQuantile": [[p, float(stats.norm.ppf(p))] for p in probabilities],
    "bootstraps": bootstraps,
    "bootstrapTests": [bootstrap_test("a slight difference", slight), bootstrap_test("few and lopsided", lopsided)],
    "holm": holm,
    "permutation": {"first": a.tolist(), "second": b.tolist(), "pValue": float(exact.pvalue)},
}
OUT.write_text(json.dumps(vectors) + "\n")
