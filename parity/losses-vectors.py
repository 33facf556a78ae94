"""Reference values and gradients of packages/losses from PyTorch.

Writes packages/losses/src/{cross-entropy,self-similarity}/__vectors__/*.json. Run from anywhere:
  .venv/bin/python parity/losses-vectors.py
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

SOURCE = Path(__file__).resolve().parent.parent / "packages" / "losses" / "src"


def matrix(tensor):
    return {"shape": list(tensor.shape), "values": [round(v, 7) for v in tensor.detach().flatten().tolist()]}


def rounded(*shape, generator, scale=1.0):
    """Values that survive JSON exactly: multiples of 1/1024."""
    return (torch.randn(*shape, generator=generator, dtype=torch.float64) * scale * 1024).round() / 1024


def write(folder, name, value):
    path = SOURCE / folder / "__vectors__" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"made_by": "parity/losses-vectors.py", "torch": torch.__version__, **value}) + "\n")


def cross_entropy():
    generator = torch.Generator().manual_seed(1)
    hidden = rounded(11, 6, generator=generator).requires_grad_()
    # The scale of the embedding gives one row a near-certain prediction and others near-impossible targets.
    embedding = rounded(19, 6, generator=generator, scale=3.0).requires_grad_()
    targets = torch.randint(0, 19, (11,), generator=generator)
    weights = (torch.rand(11, generator=generator, dtype=torch.float64) * 1024).round() / 1024
    losses = F.cross_entropy(hidden @ embedding.T, targets, reduction="none")
    loss = (losses * weights).sum() / weights.sum()
    loss.backward()
    write(
        "cross-entropy",
        "cross-entropy.json",
        {
            "hidden": matrix(hidden),
            "embedding": matrix(embedding),
            "targets": targets.tolist(),
            "weights": weights.tolist(),
            "loss": loss.item(),
            "hiddenGradient": matrix(hidden.grad),
            "embeddingGradient": matrix(embedding.grad),
        },
    )


def self_similarity():
    generator = torch.Generator().manual_seed(2)
    centroids = [rounded(7, 5, generator=generator), rounded(4, 9, generator=generator)]
    embeddings = [rounded(7, 6, generator=generator), rounded(4, 6, generator=generator)]
    cases = []
    for error in ("squared", "absolute"):
        for reduction in ("mean", "sum"):
            trained = [rows.clone().requires_grad_() for rows in embeddings]
            terms = []
            for fixed, rows in zip(centroids, trained):
                c, e = F.normalize(fixed, dim=1), F.normalize(rows, dim=1)
                difference = c @ c.T - e @ e.T
                total = (difference**2 if error == "squared" else difference.abs()).sum()
                terms.append(total if reduction == "sum" else total / (len(centroids) * rows.shape[0] ** 2))
            loss = sum(terms)
            loss.backward()
            cases.append(
                {
                    "error": error,
                    "reduction": reduction,
                    "loss": loss.item(),
                    "gradients": [matrix(rows.grad) for rows in trained],
                }
            )
    write(
        "self-similarity",
        "self-similarity.json",
        {
            "centroids": [matrix(rows) for rows in centroids],
            "embeddings": [matrix(rows) for rows in embeddings],
            "cases": cases,
        },
    )


cross_entropy()
self_similarity()
