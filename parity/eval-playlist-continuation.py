"""Reference values for packages/eval of the RecSys Challenge 2018 on seeded playlists: R-precision and nDCG@500 from ranx,
Recommended Songs clicks and the artists' credit by the challenge's rules, written with sets and NumPy.

Run: .venv/bin/python parity/eval-playlist-continuation.py
"""

import json
import random
from importlib.metadata import version
from pathlib import Path

import numpy as np
from ranx import Qrels, Run, evaluate

OUT = Path(__file__).parent.parent / "packages/eval/src/protocols/__vectors__/playlist-continuation.json"

rng = random.Random(11)
tracks = [f"a{rng.randrange(60)}-{row}" for row in range(900)]  # an artist, then a number
truth, ranked = {}, {}
for playlist in range(20):
    withheld = rng.sample(tracks, rng.choice([1, 4, 25, 90]))
    others = rng.sample([t for t in tracks if t not in set(withheld)], 480)
    found = [t for t in withheld if rng.random() < rng.choice([0.0, 0.3, 0.9])]
    answer = others[: rng.choice([20, 300, 480])] + found
    if rng.random() < 0.7:
        rng.shuffle(answer)
    truth[f"p{playlist}"], ranked[f"p{playlist}"] = withheld, answer[:500]

qrels = Qrels({p: {t: 1 for t in withheld} for p, withheld in truth.items()})
run = Run({p: {t: 1000.0 - place for place, t in enumerate(answer)} for p, answer in ranked.items()})
scores = evaluate(qrels, run, ["r-precision", "ndcg@500"], make_comparable=False)


def artists(ids):
    return {t.split("-")[0] for t in ids}


def clicks(playlist):
    hits = np.flatnonzero(np.isin(ranked[playlist][:500], truth[playlist]))
    return 51 if len(hits) == 0 else int(hits[0]) // 10


def artist_credit(playlist):
    withheld = truth[playlist]
    common = artists(withheld) & artists(ranked[playlist][: len(withheld)])
    return 0.25 * len(common) / len(withheld)


r_precision = float(scores["r-precision"])
vectors = {
    "source": f"ranx {version('ranx')}, numpy {np.__version__}",
    "script": "parity/eval-playlist-continuation.py",
    "truth": [{"playlistId": p, "trackIds": withheld} for p, withheld in truth.items()],
    "run": [{"playlistId": p, "ranked": answer} for p, answer in ranked.items()],
    "expected": {
        "rPrecision": r_precision,
        "rPrecisionWithArtists": r_precision + float(np.mean([artist_credit(p) for p in truth])),
        "ndcg": float(scores["ndcg@500"]),
        "clicks": float(np.mean([clicks(p) for p in truth])),
    },
}
OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps(vectors) + "\n")
print(vectors["expected"])
