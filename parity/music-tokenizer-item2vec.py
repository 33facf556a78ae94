"""Held-out next-track hit rates of gensim's skip-gram on real play sequences.

  .venv/bin/python parity/music-tokenizer-item2vec.py [DATA FOLDER]

Data: classic-rock-plays (CC BY 4.0, fivethirtyeight), 37,673 plays on 25 radio stations. A station's plays, oldest
first, are cut into stretches of 400; the first four fifths of the stretches train, the rest test. For every test play
the whole catalogue is ranked by cosine to the mean direction of the 20 plays before it (those left out): is the play
among the first K? Also the ten nearest of the tracks played most often, and how many of them two seeds share. (Stations do not repeat a song for hours, so the nearest to the last play alone is never next.)
"""

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import gensim
import numpy as np
from gensim.models import Word2Vec

root = Path(__file__).resolve().parent.parent
data = Path(sys.argv[1]) if len(sys.argv) > 1 else root.parent / "shared" / "data"
out = root / "packages/music-tokenizer/src/embeddings/item2vec/__vectors__/item2vec.json"
STRETCH = 400
HISTORY = 20
OFTEN_PLAYED = 100
NEIGHBOURS = 10
# gensim's names; the test gives ours the same values.
OPTIONS = {
    "vector_size": 32,
    "window": 25,
    "negative": 5,
    "ns_exponent": 0.75,
    "sample": 1e-3,
    "epochs": 5,
    "alpha": 0.1,
    "min_alpha": 0.0001,
    "min_count": 1,
}


def stretches():
    stations = defaultdict(list)
    with open(data / "classic-rock-plays" / "classic_rock_plays.csv", newline="") as file:
        for row in csv.DictReader(file):
            number = int(re.search(r"(\d+)$", row["unique_id"]).group(1))
            stations[row["callsign"]].append((number, row["combined"]))
    train, test = [], []
    for plays in stations.values():
        tracks = [track for _, track in sorted(plays, key=lambda play: -play[0])]
        cut = [tracks[i : i + STRETCH] for i in range(0, len(tracks), STRETCH)]
        boundary = len(cut) * 4 // 5
        train += cut[:boundary]
        test += cut[boundary:]
    return train, test


def hit_rates(vectors, ids, test):
    index = {track: i for i, track in enumerate(ids)}
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    ranks = []
    for stretch in test:
        tracks = [index[track] for track in stretch if track in index]
        for position in range(1, len(tracks)):
            history, next_track = tracks[max(0, position - HISTORY) : position], tracks[position]
            if next_track in history:
                continue
            scores = unit @ unit[history].sum(axis=0)
            scores[history] = -np.inf
            ranks.append(1 + int((scores > scores[next_track]).sum()))
    ranks = np.array(ranks)
    return {"hit10": float((ranks <= 10).mean()), "hit100": float((ranks <= 100).mean()), "turns": len(ranks)}


def neighbours(vectors, ids, tracks):
    """The ten nearest by cosine of each of the tracks."""
    index = {track: i for i, track in enumerate(ids)}
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = unit[[index[track] for track in tracks]] @ unit.T
    return [[ids[i] for i in np.argsort(-row)[1 : NEIGHBOURS + 1]] for row in scores]


def overlap(one, other):
    """How many of ten neighbours two models share, on average, as a share."""
    return float(np.mean([len(set(a) & set(b)) / NEIGHBOURS for a, b in zip(one, other)]))


train, test = stretches()
runs = []
nearest = []
for seed in range(1, 6):
    model = Word2Vec(train, sg=1, seed=seed, workers=1, **OPTIONS)
    runs.append(hit_rates(model.wv.vectors, model.wv.index_to_key, test))
    often_played = model.wv.index_to_key[:OFTEN_PLAYED]  # the commonest come first
    nearest.append(neighbours(model.wv.vectors, model.wv.index_to_key, often_played))
    print(seed, runs[-1])
overlaps = [overlap(one, other) for i, one in enumerate(nearest) for other in nearest[:i]]
print("overlap of two runs", np.mean(overlaps), np.std(overlaps))

mean = {name: round(float(np.mean([run[name] for run in runs])), 5) for name in ("hit10", "hit100")}
spread = {name: round(float(np.std([run[name] for run in runs])), 5) for name in ("hit10", "hit100")}
figures = {"script": "parity/music-tokenizer-item2vec.py", "gensim": gensim.__version__, "stretch": STRETCH,
           "history": HISTORY, "options": OPTIONS, "tracks": len(model.wv), "turns": runs[0]["turns"],
           "seeds": len(runs), "mean": mean, "standardDeviation": spread,
           "neighbours": dict(zip(often_played, nearest[0])), "overlap": round(float(np.mean(overlaps)), 5)}  # fmt: skip
out.parent.mkdir(exist_ok=True)
out.write_text(json.dumps(figures, indent=1) + "\n")
