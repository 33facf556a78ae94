"""Assignment to the nearest centroid by faiss's exact index on all cores: answers a line of JSON with a line of JSON."""

import json
import resource
import sys
import time

import faiss
import numpy as np

rows = None
index = None


def load(message):
    global rows, index
    width, count, clusters = message["width"], message["rows"], message["clusters"]
    values = np.fromfile(message["file"], np.float32).reshape(count + clusters, width)
    rows = values[:count]
    index = faiss.IndexFlatL2(width)
    index.add(values[count:])
    return {"version": f"faiss {faiss.__version__}"}


for line in sys.stdin:
    message = json.loads(line)
    if "load" in message:
        answer = load(message["load"])
    else:
        start = time.perf_counter()
        _, nearest = index.search(rows, 1)
        seconds = time.perf_counter() - start
        if "codes" in message:
            nearest.astype(np.uint32).tofile(message["codes"])
        answer = {"seconds": seconds, "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
    print(json.dumps(answer), flush=True)
