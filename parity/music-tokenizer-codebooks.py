"""Codebooks that faiss and scikit-learn fit, saved as docs/music-tokenizer.md says, and the codes that they give.

  .venv/bin/python parity/music-tokenizer-codebooks.py

Spark's `clusterCenters()` is a list of float64 arrays; scikit-learn's centres stand in for it as such a list.
"""

import base64
import io
import json
from pathlib import Path

import faiss
import numpy as np
from sklearn.cluster import KMeans

root = Path(__file__).resolve().parent.parent
out = root / "packages/music-tokenizer/src/tokenizer/__vectors__/codebooks.json"
WIDTH, CLUSTERS, ROWS = 6, 8, 80
random = np.random.default_rng(5)
kinds = random.standard_normal((CLUSTERS, WIDTH))
rows = (kinds[np.arange(ROWS) % CLUSTERS] + 0.2 * random.standard_normal((ROWS, WIDTH))).astype("float32")


def saved(matrix):
    file = io.BytesIO()
    np.save(file, matrix)
    return base64.b64encode(file.getvalue()).decode()


theirs = faiss.Kmeans(WIDTH, CLUSTERS, niter=20, seed=1, min_points_per_centroid=1)
theirs.train(rows)
learned = KMeans(CLUSTERS, n_init=5, random_state=1).fit(rows)
spark_centers = [np.float64(center) for center in learned.cluster_centers_]
vectors = {
    "script": "parity/music-tokenizer-codebooks.py",
    "rows": saved(rows),
    "codebooks": {
        "faiss": {"npy": saved(theirs.centroids), "codes": theirs.assign(rows)[1].tolist()},
        "scikit-learn": {
            "npy": saved(learned.cluster_centers_.astype("float32")),
            "codes": learned.predict(rows).tolist(),
        },
        "Spark": {"npy": saved(np.float32(spark_centers)), "codes": learned.predict(rows).tolist()},
    },
}
out.parent.mkdir(exist_ok=True)
out.write_text(json.dumps(vectors) + "\n")
