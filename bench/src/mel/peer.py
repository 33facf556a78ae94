"""librosa's mel spectrogram, then log10(10000 x + 1), on one thread: answers a line of JSON with a line of JSON."""

import json
import resource
import sys
import time

import librosa
import numpy as np

RATE = 16000
clip = None


def chirp(seconds):
    moment = np.arange(seconds * RATE) / RATE
    return np.float32(0.5 * np.sin(2000 * moment + 3000 * np.sin(moment)) + 0.1 * np.sin(40000 * moment))


def log_mel():
    power = librosa.feature.melspectrogram(
        y=clip, sr=RATE, n_fft=512, hop_length=256, n_mels=96, pad_mode="reflect"
    )
    return np.log10(10000 * power + 1)


for line in sys.stdin:
    message = json.loads(line)
    if "seconds" in message:
        clip = chirp(message["seconds"])
        log_mel()  # caches its filters
        answer = {"version": librosa.__version__}
    elif "frame" in message:
        answer = log_mel()[:, message["frame"]].tolist()
    else:
        start = time.perf_counter()
        for _ in range(message["repeat"]):
            log_mel()
        seconds = time.perf_counter() - start
        answer = {"seconds": seconds, "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
    print(json.dumps(answer), flush=True)
