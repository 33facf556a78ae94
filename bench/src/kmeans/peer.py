"""scikit-learn's and faiss's k-means on all cores: answers a line of JSON with a line of JSON."""

import json
import resource
import sys
import time

import numpy as np

library = None
rows = None
clusters = 0


def load(message):
    global rows, clusters, library
    library = message["library"]
    clusters = message["clusters"]
    count = message["rows"] * message["width"]
    rows = np.fromfile(message["file"], np.float32, count).reshape(message["rows"], message["width"])
    if library == "faiss":
        import faiss

        return {"version": f"faiss {faiss.__version__}"}
    import sklearn

    return {"version": f"scikit-learn {sklearn.__version__}"}


def fit(iterations, seeding):
    if library == "faiss":
        import faiss

        kmeans = faiss.Kmeans(
            rows.shape[1], clusters, niter=iterations, max_points_per_centroid=len(rows), min_points_per_centroid=1
        )
        start = time.perf_counter()
        kmeans.train(rows, init_centroids=None if seeding else rows[:clusters].copy())
        return time.perf_counter() - start, squared_distances(kmeans.centroids)
    from sklearn.cluster import KMeans

    kmeans = KMeans(
        clusters, init="k-means++" if seeding else rows[:clusters], n_init=1, max_iter=iterations, tol=0, random_state=1
    )
    start = time.perf_counter()
    kmeans.fit(rows)
    return time.perf_counter() - start, float(kmeans.inertia_)


def squared_distances(centroids):
    import faiss

    index = faiss.IndexFlatL2(rows.shape[1])
    index.add(centroids)
    return float(index.search(rows, 1)[0].sum(dtype=np.float64))


for line in sys.stdin:
    message = json.loads(line)
    if "load" in message:
        answer = load(message["load"])
    else:
        seconds, inertia = fit(message["iterations"], message["seeding"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        answer = {"seconds": seconds, "inertia": inertia, "peakBytes": peak}
    print(json.dumps(answer), flush=True)
