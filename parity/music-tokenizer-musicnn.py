"""musicnn's embedding and tags by PyTorch, from the same weights, on a made-up patch and on real clips.

  .venv/bin/python parity/music-tokenizer-musicnn.py [DATA FOLDER]

The graph is the one that MSD_musicnn.h5 (github Quint-e/musicnn_keras, ISC licence) holds as `model_config`, layer by
layer; Keras of today cannot load it. Clips go through librosa: decoding, resampling to 16 kHz, log-mel.
"""

import json
import sys
from pathlib import Path

import h5py
import librosa
import numpy as np
import torch
import torch.nn.functional as F

root = Path(__file__).resolve().parent.parent
data = Path(sys.argv[1]) if len(sys.argv) > 1 else root.parent / "shared" / "data"
out = root / "packages/music-tokenizer/src/audio/musicnn/__vectors__"
CLIPS = ["Kevin_MacLeod_-_Vibe_Ace.ogg", "sorohanro_-_solo-trumpet-06.ogg"]
FRAMES, MELS = 187, 96

weights = {}
with h5py.File(data / "musicnn" / "MSD_musicnn.h5") as file:
    file["model_weights"].visititems(
        lambda name, item: weights.__setitem__(
            name.split("/", 1)[1].replace("_1:0", "").replace(":0", ""), torch.tensor(item[()].astype("float64"))
        )
        if isinstance(item, h5py.Dataset)
        else None
    )


def norm(x, name, axis=1):
    get = lambda weight: weights[f"{name}/{weight}"].reshape([-1 if i == axis else 1 for i in range(x.ndim)])
    return (x - get("moving_mean")) / torch.sqrt(get("moving_variance") + 0.001) * get("gamma") + get("beta")


def conv(x, name, same=False):
    kernel = weights[f"{name}/kernel"].permute(3, 2, 0, 1)
    if same:  # TensorFlow puts the odd one after
        total = kernel.shape[2] - 1
        x = F.pad(x, (0, 0, total // 2, total - total // 2))
    return torch.relu(F.conv2d(x, kernel, weights[f"{name}/bias"]))


def musicnn(patches):  # [n, 187, 96]
    in_time = lambda x: F.pad(x, (0, 0, 3, 3))
    x = norm(torch.tensor(patches, dtype=torch.float64)[:, None], "batch_normalization")  # [n, 1, 187, 96]
    front = [
        F.max_pool2d(norm(conv(in_time(x), "conv2d"), "batch_normalization_1"), (1, 59)),
        F.max_pool2d(norm(conv(in_time(x), "conv2d_1"), "batch_normalization_2"), (1, 30)),
        F.max_pool2d(norm(conv(x, "conv2d_2", True), "batch_normalization_3"), (1, 96)),
        F.max_pool2d(norm(conv(x, "conv2d_3", True), "batch_normalization_4"), (1, 96)),
        F.max_pool2d(norm(conv(x, "conv2d_4", True), "batch_normalization_5"), (1, 96)),
    ]
    front = torch.cat([part.squeeze(3) for part in front], 1).transpose(1, 2)[:, None]  # [n, 1, 187, 561]
    middle = lambda x, i: norm(conv(in_time(x), f"midend_conv{i}"), f"bn_midend_conv{i}").permute(0, 3, 2, 1)
    first = middle(front, 1)
    second = middle(first, 2) + first
    third = middle(second, 3) + second
    every = torch.cat([front, first, second, third], 3)[:, 0]  # [n, 187, 753]
    pooled = torch.stack([every.max(1).values, every.mean(1)], 2).flatten(1)
    dense = lambda x, name: x @ weights[f"{name}/kernel"] + weights[f"{name}/bias"]
    embedding = torch.relu(dense(norm(pooled, "bn_flatpool"), "dense"))
    return embedding, torch.sigmoid(dense(norm(embedding, "bn_dense"), "dense_1"))


# The layer names in the file have two parts; ours need the last.
weights = {"/".join(name.split("/")[-2:]): value for name, value in weights.items()}


def made_up():
    """Between 0 and 2, as a log-mel spectrogram is; the test computes the same."""
    index = np.arange(2 * FRAMES * MELS)
    return (1 + np.sin(index * 0.37) * np.cos(index * 0.011)).reshape(2, FRAMES, MELS)


def log_mel(name):
    samples, rate = librosa.load(data / "audio-clips" / name, sr=16000, duration=10)
    mel = librosa.feature.melspectrogram(y=samples, sr=rate, n_fft=512, hop_length=256, n_mels=96, pad_mode="reflect")
    return np.log10(10000 * mel + 1).T


def patches(name):
    values = log_mel(name)
    count = len(values) // FRAMES
    return values[: count * FRAMES].reshape(count, FRAMES, MELS)


def rounded(tensor):
    return [float(f"{value:.7g}") for value in tensor.flatten()]


embedding, tags = musicnn(made_up())
vectors = {
    "script": "parity/music-tokenizer-musicnn.py",
    "torch": torch.__version__,
    "madeUp": {"embedding": rounded(embedding), "tags": rounded(tags)},
    "clips": {},
}
for name in CLIPS:
    embedding, tags = musicnn(patches(name))
    vectors["clips"][name] = {"embedding": rounded(embedding.mean(0)), "tags": rounded(tags.mean(0))}
    print(name, torch.topk(tags.mean(0), 5))
out.mkdir(exist_ok=True, parents=True)
(out / "musicnn.json").write_text(json.dumps(vectors) + "\n")
