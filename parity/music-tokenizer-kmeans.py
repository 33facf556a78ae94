"""Inertia of scikit-learn's k-means (five starts: Lloyd, and mini-batches) on three small matrices made from real data.

Run: TALKPLAY_DATA=../shared/data .venv/bin/python parity/music-tokenizer-kmeans.py

- catalogue texts: 1,000 tracks of freemusicc (title, artist, release, label, genre, styles), TF-IDF, SVD to 24.
- played together: the songs of classic-rock-plays, positive mutual information of songs played within three of one
  another on a station, SVD to 16.
- conversation queries: 1,500 user queries of CPCD, TF-IDF, SVD to 20.
"""

import base64
import csv
import json
import os
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import sklearn
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("TALKPLAY_DATA", ROOT / "../shared/data"))
OUT = ROOT / "packages/music-tokenizer/src/kmeans/__vectors__"


def reduced(matrix, width: int) -> np.ndarray:
    return TruncatedSVD(width, random_state=0).fit_transform(matrix).astype(np.float32)


def catalogue_texts() -> np.ndarray:
    with open(DATA / "freemusicc/releases.csv", newline="") as file:
        releases = {release["id"]: release for release in csv.DictReader(file)}
    with open(DATA / "freemusicc/tracks.csv", newline="") as file:
        tracks = list(csv.DictReader(file))[::21][:1000]
    texts = []
    for track in tracks:
        release = releases.get(track["id"], defaultdict(str))
        facts = [release[field] for field in ("album", "label", "genre", "style")]
        texts.append(" ".join([track["title"], track["trackartist"], *facts]))
    return reduced(TfidfVectorizer(min_df=2).fit_transform(texts), 24)


def played_together() -> np.ndarray:
    with open(DATA / "classic-rock-plays/classic_rock_plays.csv", newline="") as file:
        plays = list(csv.DictReader(file))
    stations = defaultdict(list)
    for play in plays:
        number = int(play["unique_id"].removeprefix(play["callsign"]))
        stations[play["callsign"]].append((-number, play["combined"]))
    pairs = Counter()
    for station in stations.values():
        songs = [song for _, song in sorted(station)]
        for distance in (1, 2, 3):
            for one, other in zip(songs, songs[distance:]):
                pairs[one, other] += 1
                pairs[other, one] += 1
    songs = sorted({song for pair in pairs for song in pair})
    row_of = {song: row for row, song in enumerate(songs)}
    totals = Counter()
    for (one, _), count in pairs.items():
        totals[one] += count
    everything = sum(totals.values())
    information = {
        pair: max(0.0, float(np.log(count * everything / (totals[pair[0]] * totals[pair[1]]))))
        for pair, count in pairs.items()
    }
    keys = sorted(information)
    rows, columns = ([row_of[pair[side]] for pair in keys] for side in (0, 1))
    matrix = csr_matrix(([information[pair] for pair in keys], (rows, columns)), shape=(len(songs), len(songs)))
    return reduced(matrix, 16)


def conversation_queries() -> np.ndarray:
    with open(DATA / "cpcd/cpcd_v1.dialogs.dev.train.jsonl") as file:
        queries = [turn["user_query"] for line in file for turn in json.loads(line)["turns"]]
    return reduced(TfidfVectorizer(min_df=2, stop_words="english").fit_transform(queries[:1500]), 20)


for name, rows, clusters in [
    ("catalogue-texts", catalogue_texts(), 48),
    ("played-together", played_together(), 64),
    ("conversation-queries", conversation_queries(), 96),
]:
    inertias = [
        float(KMeans(clusters, n_init=1, max_iter=100, tol=1e-4, random_state=seed).fit(rows).inertia_)
        for seed in range(5)
    ]
    mini_batch = [
        float(MiniBatchKMeans(clusters, n_init=1, batch_size=256, random_state=seed).fit(rows).inertia_)
        for seed in range(5)
    ]
    OUT.mkdir(exist_ok=True)
    vector = {
        "reference": f"scikit-learn {sklearn.__version__}, KMeans, best of five starts",
        "width": rows.shape[1],
        "clusters": clusters,
        "inertias": [float(f"{inertia:.9g}") for inertia in inertias],
        "miniBatchInertias": [float(f"{inertia:.9g}") for inertia in mini_batch],
        "rows": base64.b64encode(rows.tobytes()).decode(),
    }
    (OUT / f"{name}.json").write_text(json.dumps(vector, indent=1) + "\n")
    print(name, rows.shape, sorted(inertias))
