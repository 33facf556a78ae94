"""The peers of the matcher benchmark: a vectorised numpy scan, faiss IVF-PQ, usearch HNSW. One thread.

Embeddings: a track is, per modality, its cluster's centre (a random unit vector) times the root of the modality's
weight, plus noise: so that the inner product of two tracks is the summed weight of the modalities in which they match,
blurred as real embeddings are. A query is the centres of its codes.
"""

import json
import sys
import time
from importlib.metadata import version

import faiss
import numpy as np
from usearch.index import Index

WEIGHTS = np.array([25, 16, 9, 4, 1])
WIDTH = 16  # of a modality's embedding
STEP = 50_000  # rows at a time, so that no second copy of all rows is made
NOISE = 0.3  # length of the noise beside a centre of length 1

faiss.omp_set_num_threads(1)
state = {}


def rank_of_mask():
    """Places of the 32 subsets in the paper's order, ties to the subset with the more important modality."""
    masks = range(32)
    score = lambda mask: sum(int(WEIGHTS[m]) for m in range(5) if mask >> m & 1)
    importance = lambda mask: [-(mask >> m & 1) for m in range(5)]
    order = sorted(masks, key=lambda mask: (-score(mask), importance(mask)))
    rank = np.zeros(32, np.uint8)
    rank[order] = np.arange(32)
    return rank


def prepare(message):
    codes = np.fromfile(message["folder"] + "codes.u16", np.uint16).reshape(-1, 5)
    queries = np.fromfile(message["folder"] + "queries.u16", np.uint16).reshape(-1, 5)
    limit, clusters, small = message["limit"], message["clusters"], message["hnswTracks"]
    random = np.random.default_rng(7)
    centres = random.standard_normal((5, clusters, WIDTH)).astype(np.float32)
    centres /= np.linalg.norm(centres, axis=2, keepdims=True)
    centres *= np.sqrt(WEIGHTS)[:, None, None]

    def embed(of, noise):
        rows = np.concatenate([centres[m][of[:, m]] for m in range(5)], axis=1)
        if noise:
            lengths = np.repeat(np.sqrt(WEIGHTS), WIDTH).astype(np.float32) * noise / np.sqrt(WIDTH)
            for start in range(0, len(rows), STEP):
                part = rows[start : start + STEP]
                part += random.standard_normal(part.shape, np.float32) * lengths
        return rows

    rows = embed(codes, NOISE)
    asked = embed(queries, 0)
    start = time.perf_counter()
    quantizer = faiss.IndexFlatIP(5 * WIDTH)
    ivfpq = faiss.IndexIVFPQ(quantizer, 5 * WIDTH, 1024, 20, 8, faiss.METRIC_INNER_PRODUCT)
    ivfpq.cp.niter = 10
    sample = random.choice(len(rows), min(len(rows), 60_000), replace=False)
    ivfpq.train(rows[sample])
    ivfpq.add(rows)
    faiss_seconds = time.perf_counter() - start
    hnsw = Index(ndim=5 * WIDTH, metric="ip", dtype="i8", connectivity=16, expansion_add=64)
    # int8 holds values up to 1: one factor for all keeps the order of inner products.
    scale = np.abs(rows[:small]).max()
    start = time.perf_counter()
    for first in range(0, small, STEP):
        keys = np.arange(first, min(first + STEP, small))
        hnsw.add(keys, rows[keys] / scale, threads=1)
    usearch_seconds = time.perf_counter() - start
    state.update(
        columns=[np.ascontiguousarray(codes[:, m]) for m in range(5)],
        queries=queries, limit=limit, rank=rank_of_mask(), rows=rows, asked=asked, ivfpq=ivfpq, hnsw=hnsw,
        small=small, scale=scale,
    )  # fmt: skip
    return {
        "versions": {"numpy": np.__version__, "faiss": faiss.__version__, "usearch": version("usearch")},
        "faissSeconds": faiss_seconds,
        "usearchSeconds": usearch_seconds,
    }


def scan(code):
    """The first `limit` rows in the paper's order, by a scan of all codes."""
    mask = np.zeros(len(state["columns"][0]), np.uint8)
    for m, column in enumerate(state["columns"]):
        mask |= (column == code[m]).view(np.uint8) << np.uint8(m)
    rank = state["rank"][mask]
    counts = np.bincount(rank, minlength=32)[:31]
    last = min(int(np.searchsorted(np.cumsum(counts), state["limit"])), 30)
    rows = np.flatnonzero(rank <= last)
    return rows[np.argsort(rank[rows], kind="stable")[: state["limit"]]]


def search(who, start, count, effort):
    """`effort`: faiss's probes, usearch's candidates."""
    k = state["limit"]
    asked = state["asked"][start : start + count]
    if who == "numpy":
        return [scan(code) for code in state["queries"][start : start + count]]
    if who == "faiss":
        state["ivfpq"].nprobe = effort
        return state["ivfpq"].search(asked, k)[1]
    state["hnsw"].expansion_search = effort
    return state["hnsw"].search(asked / state["scale"], k, threads=1).keys


def nearest(asked, rows):
    """The rows of the greatest inner products."""
    best = [(np.empty(0, np.float32), np.empty(0, np.int64)) for _ in asked]
    for start in range(0, len(rows), STEP):
        products = asked @ rows[start : start + STEP].T
        for query, (values, keys) in enumerate(best):
            values = np.concatenate([values, products[query]])
            keys = np.concatenate([keys, np.arange(start, start + products.shape[1])])
            top = np.argpartition(-values, state["limit"])[: state["limit"]]
            best[query] = values[top], keys[top]
    return [set(keys.tolist()) for _, keys in best]


def recall(message):
    """Shares of the true nearest neighbours by embedding: of ours, and of each peer at each effort."""
    answers = message["answers"]
    count = len(answers["whole"])
    asked = state["asked"][:count]
    truth = {"whole": nearest(asked, state["rows"]), "small": nearest(asked, state["rows"][: state["small"]])}

    def share(found, true):
        return float(np.mean([len(t.intersection(map(int, f))) / len(t) for f, t in zip(found, truth[true])]))

    return {
        "ours": share(answers["whole"], "whole"),
        "oursSmall": share(answers["small"], "small"),
        "faiss": [share(search("faiss", 0, count, probes), "whole") for probes in message["faiss"]],
        "usearch": [share(search("usearch", 0, count, wide), "small") for wide in message["usearch"]],
    }


def answer(message):
    if message["do"] == "prepare":
        return prepare(message)
    if message["do"] == "rows":
        return {"rows": [rows.tolist() for rows in search("numpy", 0, message["count"], None)]}
    if message["do"] == "recall":
        return recall(message)
    start = time.perf_counter()
    search(message["do"], message["from"], message["count"], message.get("effort"))
    return {"perSecond": message["count"] / (time.perf_counter() - start)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
