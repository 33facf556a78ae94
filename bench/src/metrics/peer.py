"""ranx on one thread: answers a line of JSON with a line of JSON."""

import json
import sys
import time
import warnings
from importlib.metadata import version

warnings.filterwarnings("ignore")
import numba

numba.set_num_threads(1)
from ranx import Qrels, Run, evaluate

METRICS = {"mrr": "mrr", "hitAt1": "hit_rate@1", "hitAt10": "hit_rate@10", "hitAt100": "hit_rate@100"}
qrels = run = None


def track_at(turn, place, tracks):
    return (turn * 31 + place * 7) % tracks


def load(turns, ranked, tracks):
    global qrels, run
    query = [f"q{turn:05}" for turn in range(turns)]
    qrels = Qrels({query[t]: {f"t{track_at(t, (t * 7919) % (2 * ranked), tracks)}": 1} for t in range(turns)})
    run = Run({query[t]: {f"t{track_at(t, p, tracks)}": float(ranked - p) for p in range(ranked)} for t in range(turns)})
    figures()  # compiles, and sorts the run
    return {"version": version("ranx")}


def figures():
    means = evaluate(qrels, run, list(METRICS.values()), threads=1)
    return {ours: float(means[theirs]) for ours, theirs in METRICS.items()}


for line in sys.stdin:
    message = json.loads(line)
    if "load" in message:
        answer = load(**message["load"])
    elif "figures" in message:
        answer = figures()
    else:
        start = time.perf_counter()
        figures()
        answer = 1000 * (time.perf_counter() - start)
    print(json.dumps(answer), flush=True)
