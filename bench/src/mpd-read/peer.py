"""One pass over a folder of slices: orjson in a pool of processes."""

import json
import multiprocessing
import pathlib
import resource
import sys
import time

import orjson


def plain(file):
    data = file.read_bytes()
    playlists = [
        (p["pid"], p["name"], p["modified_at"], [track["track_uri"] for track in p["tracks"]], p.get("description"))
        for p in orjson.loads(data)["playlists"]
    ]
    return len(data), playlists


def records(file):
    data = file.read_bytes()
    return len(data), orjson.loads(data)["playlists"]


def main():
    folder, form, processes = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    files = sorted(folder.glob("mpd.slice.*.json"), key=lambda file: int(file.name.split(".")[2].split("-")[0]))
    counts = {"playlists": 0, "positions": 0, "dates": 0}
    size = 0
    start = time.perf_counter()
    with multiprocessing.Pool(processes) as pool:
        for length, playlists in pool.imap(plain if form == "plain" else records, files):
            size += length
            for playlist in playlists:
                counts["playlists"] += 1
                counts["positions"] += len(playlist[3] if form == "plain" else playlist["tracks"])
                counts["dates"] += playlist[2] if form == "plain" else playlist["modified_at"]
        pool.close()
        pool.join()
    seconds = time.perf_counter() - start
    # Of the children the kernel keeps the largest's peak only: all of them are about as large.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    peak = 1024 * (own + processes * children)
    version = orjson.__version__
    print(json.dumps({"seconds": seconds, "bytes": size, "peakBytes": peak, "counts": counts, "version": version}))


if __name__ == "__main__":
    main()
