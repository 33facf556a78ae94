"""The whole loss of TalkPlay through a tiny Llama, and its gradient for every weight, from transformers and PyTorch.

Every document is read alone in its row; the test packs them. Writes
examples/talkplay/src/objective/__vectors__/whole-loss.json. Run from anywhere:
  .venv/bin/python parity/talkplay-loss.py
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
import transformers
from wave_llama import cross_entropy, wave_llama

OUT = Path(__file__).resolve().parent.parent / "examples/talkplay/src/objective/__vectors__/whole-loss.json"
FIRST_ID, CLUSTERS, WEIGHT, PLAYLIST_WEIGHT = 14, 4, 0.7, 0.5

config = {
    "vocabSize": FIRST_ID + 2 * CLUSTERS,
    "hiddenSize": 8,
    "intermediateSize": 12,
    "numLayers": 2,
    "numHeads": 4,
    "numKeyValueHeads": 2,
    "headDim": 4,
}
documents = [
    {"group": "conversation", "ids": [1, 5, 3, 14, 19, 2, 7], "weights": [0, 0, 0, 1, 1, 1, 0.5]},
    {"group": "playlist", "ids": [0, 15, 18, 16, 21], "weights": [0, 0, 0, 1, 1]},
    {"group": "conversation", "ids": [13, 0, 6, 17, 20, 12, 3, 9], "weights": [0, 0, 0, 1, 1, 1, 1, 1]},
    {"group": "playlist", "ids": [0, 14, 18, 17, 19, 15, 18], "weights": [0, 0, 0, 1, 1, 1, 2]},
]
token_ids = [[FIRST_ID + m * CLUSTERS + code for code in range(CLUSTERS)] for m in range(2)]
generator = torch.Generator().manual_seed(3)
# Multiples of 1/1024 survive JSON exactly
centroids = [(torch.randn(CLUSTERS, width, generator=generator) * 1024).round() / 1024 for width in (3, 5)]


def self_similarity(embedding):
    terms = []
    for fixed, ids in zip(centroids, token_ids):
        c, e = F.normalize(fixed, dim=1), F.normalize(embedding[ids], dim=1)
        terms.append(((c @ c.T - e @ e.T) ** 2).mean())
    return sum(terms) / len(terms)


def run(tied):
    model = wave_llama(config, tied=tied)
    conversation, playlist = (
        cross_entropy(model, [one for one in documents if one["group"] == group])
        for group in ("conversation", "playlist")
    )
    similarity = self_similarity(model.lm_head.weight)
    loss = conversation + PLAYLIST_WEIGHT * playlist + WEIGHT * similarity
    loss.backward()
    return {
        "tied": tied,
        "loss": loss.item(),
        "conversation": conversation.item(),
        "playlist": playlist.item(),
        "selfSimilarity": similarity.item(),
        "gradients": {name: p.grad.flatten().tolist() for name, p in model.named_parameters()},
    }


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(
    json.dumps(
        {
            "made_by": "parity/talkplay-loss.py",
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "config": config,
            "documents": documents,
            "tokenIds": token_ids,
            "centroids": [rows.tolist() for rows in centroids],
            "weight": WEIGHT,
            "playlistWeight": PLAYLIST_WEIGHT,
            "cases": [run(True), run(False)],
        }
    )
    + "\n"
)
