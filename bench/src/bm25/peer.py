"""bm25s on its fastest backend (numba), one thread: answers a line of JSON with a line of JSON."""

import json
import sys
import time

import bm25s

model = None
queries = []


def load(files):
    global model, queries
    with open(files["documents"], encoding="utf-8") as lines:
        documents = [line.split() for line in lines.read().split("\n")]
    model = bm25s.BM25(method="lucene", backend="numba")
    start = time.perf_counter()
    model.index(documents, show_progress=False)
    seconds = time.perf_counter() - start
    with open(files["queries"], encoding="utf-8") as lines:
        queries = [[word for word in line.split() if word in model.vocab_dict] for line in lines.read().split("\n")]
    search(1)  # compiles
    return {"buildSeconds": seconds, "version": bm25s.__version__}


def search(limit):
    return model.retrieve(queries, k=limit, show_progress=False, n_threads=1)


for line in sys.stdin:
    message = json.loads(line)
    if "load" in message:
        answer = load(message["load"])
    elif "scores" in message:
        answer = search(message["scores"]).scores.tolist()
    else:
        start = time.perf_counter()
        search(message["search"])
        answer = len(queries) / (time.perf_counter() - start)
    print(json.dumps(answer), flush=True)
