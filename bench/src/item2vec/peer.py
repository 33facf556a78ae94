"""gensim's skip-gram with two workers, reading the file itself, which is its fastest way: a line of JSON for a line."""

import json
import resource
import sys
import time

import gensim
from gensim.models import Word2Vec
from safetensors.numpy import save_file

path = None

for line in sys.stdin:
    message = json.loads(line)
    if "load" in message:
        path = message["load"]
        answer = {"version": gensim.__version__}
    else:
        start = time.perf_counter()
        model = Word2Vec(
            corpus_file=path,
            sg=1,
            vector_size=message["width"],
            window=message["window"],
            epochs=message["epochs"],
            min_count=1,
            workers=2,
            seed=message["seed"],
        )
        seconds = time.perf_counter() - start
        save_file({"rows": model.wv.vectors}, message["out"], {"ids": " ".join(model.wv.index_to_key)})
        answer = {"seconds": seconds, "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
    print(json.dumps(answer), flush=True)
