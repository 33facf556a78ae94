"""librosa's decoding, resampling and log-mel spectrograms, on made-up sound and on real clips.

  .venv/bin/python parity/music-tokenizer-audio.py [DATA FOLDER]

Small files in every format are made and decoded by libsndfile (through soundfile, which librosa uses).
"""

import base64
import io
import json
import sys
from pathlib import Path

import librosa
import numpy as np
import soundfile

root = Path(__file__).resolve().parent.parent
data = Path(sys.argv[1]) if len(sys.argv) > 1 else root.parent / "shared" / "data"
out = root / "packages/music-tokenizer/src/audio/__vectors__"


def made_up(count, rate):
    """A rising tone, two steady ones and a beat; the test computes the same."""
    time = np.arange(count) / rate
    rising = np.sin(2 * np.pi * (200 * time + 4000 * time**2))
    return np.float32(0.4 * rising + 0.2 * np.sin(2 * np.pi * 440 * time) * np.cos(9 * time) + 0.1 * np.sin(5e4 * time))


def log_mel(samples, rate, pad_mode, n_fft=512, hop=256, mels=96):
    power = librosa.feature.melspectrogram(
        y=samples, sr=rate, n_fft=n_fft, hop_length=hop, n_mels=mels, pad_mode=pad_mode
    )
    return np.log10(10000 * power + 1).T


def rounded(values, digits=6):
    return [round(float(value), digits) for value in np.asarray(values).flatten()]


def encoded():
    files = {}
    for name, form, subtype, written_rate in [
        ("wav-16", "WAV", "PCM_16", 22050),
        ("wav-24", "WAV", "PCM_24", 22050),
        ("wav-float", "WAV", "FLOAT", 22050),
        ("flac", "FLAC", "PCM_16", 22050),
        ("mp3", "MP3", "MPEG_LAYER_III", 22050),
        ("ogg-vorbis", "OGG", "VORBIS", 22050),
        ("ogg-opus", "OGG", "OPUS", 48000),
    ]:
        sound = made_up(written_rate // 5, written_rate)
        stereo = np.stack([sound, -0.5 * sound[::-1]], 1)
        file = io.BytesIO()
        soundfile.write(file, stereo, written_rate, format=form, subtype=subtype)
        file.seek(0)
        samples, rate = librosa.load(file, sr=None)
        files[name] = {
            "base64": base64.b64encode(file.getvalue()).decode(),
            "rate": int(rate),
            "count": len(samples),
            "every50th": rounded(samples[::50]),
        }
    return files


def resampled():
    cases = []
    for before, after in [(44100, 16000), (22050, 16000), (48000, 16000), (11025, 16000), (16000, 24000)]:
        samples = made_up(before // 4, before)
        samples[: before // 100] *= np.linspace(0, 1, before // 100, dtype="float32")
        y = librosa.resample(samples, orig_sr=before, target_sr=after)
        cases.append({"before": before, "after": after, "count": len(y), "every7th": rounded(y[::7])})
    return cases


def clips():
    figures = {}
    for path in sorted((data / "audio-clips").glob("*.ogg")):
        samples, _ = librosa.load(path, sr=16000, duration=4)
        values = log_mel(samples, 16000, "reflect")
        every = len(values) // 12
        figures[path.name] = {"frames": len(values), "every": every, "values": rounded(values[::every], 4)}
    return figures


spectrograms = [
    {"padding": padding, "fftSize": n_fft, "hopSize": hop, "mels": mels, "rate": rate,
     "values": rounded(log_mel(made_up(4000, rate), rate, pad_mode, n_fft, hop, mels), 5)}
    for padding, pad_mode, n_fft, hop, mels, rate in [
        ("mirror", "reflect", 512, 256, 96, 16000),
        ("silence", "constant", 512, 256, 96, 16000),
        ("mirror", "reflect", 1024, 300, 40, 22050),
    ]
]  # fmt: skip
vectors = {"script": "parity/music-tokenizer-audio.py", "librosa": librosa.__version__}
out.mkdir(exist_ok=True)
(out / "decoded.json").write_text(json.dumps({**vectors, "files": encoded()}) + "\n")
(out / "spectrograms.json").write_text(
    json.dumps({**vectors, "resampled": resampled(), "spectrograms": spectrograms}) + "\n"
)
(out / "clips.json").write_text(json.dumps({**vectors, "clips": clips()}) + "\n")
