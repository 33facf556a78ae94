"""Least total cost of matching rows to columns, by scipy.optimize.linear_sum_assignment, on matrices of three kinds.

Run: .venv/bin/python parity/music-tokenizer-kmeans-matching.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment

OUT = Path(__file__).parent.parent / "packages/music-tokenizer/src/kmeans/__vectors__/minimum-cost-matching.json"
random = np.random.default_rng(0)


def squared_distances(rows: int, columns: int) -> np.ndarray:
    """Between points and as many of them moved, with some more: what aligning codebooks looks like."""
    points = random.normal(size=(columns, 3))
    moved = points[random.permutation(columns)][:rows] + random.normal(size=(rows, 3)) * 0.5
    return ((moved[:, None] - points[None]) ** 2).sum(-1)


matrices = [
    *[random.normal(size=(size, size)) for size in (1, 2, 5, 30)],
    *[random.integers(0, 4, size=(rows, columns)) for rows, columns in ((6, 6), (20, 25), (3, 40))],
    *[squared_distances(rows, columns) for rows, columns in ((40, 40), (30, 50))],
]
cases = []
for matrix in matrices:
    costs = np.round(matrix.astype(float), 6)
    rows, columns = linear_sum_assignment(costs)
    cases.append(
        {
            "rows": costs.shape[0],
            "columns": costs.shape[1],
            "costs": costs.ravel().tolist(),
            "total": float(costs[rows, columns].sum()),
            "columnOf": columns.tolist(),
        }
    )
reference = f"scipy {scipy.__version__}, scipy.optimize.linear_sum_assignment"
OUT.write_text(json.dumps({"reference": reference, "cases": cases}) + "\n")
print(OUT.stat().st_size, "bytes,", len(cases), "cases")
