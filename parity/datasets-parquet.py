"""What pyarrow reads in the Parquet tables of @talkplay/datasets: vectors for node/million-playlist/parquet.test.ts.

DuckDB, Polars and pandas have to read the same, or nothing is written.

    python parity/datasets-parquet.py    (requirements.txt installed; node_modules installed)
"""

import hashlib
import json
import pathlib
import subprocess
import tempfile

import duckdb
import pandas
import polars
import pyarrow.parquet

ROOT = pathlib.Path(__file__).parent.parent
TARGET = ROOT / "packages/datasets/src/node/million-playlist/__vectors__/mpd-parquet.json"


def track(pos, number, **changes):
    facts = {
        "pos": pos,
        "artist_name": f"Artist {number}",
        "track_uri": f"spotify:track:{number:022}",
        "artist_uri": f"spotify:artist:{number:022}",
        "track_name": f"Song \u266b {number}",
        "album_uri": f"spotify:album:{number:022}",
        "duration_ms": 1000 * number,
        "album_name": "Album",
    }
    return {**facts, **changes}


def playlist(pid, tracks, **changes):
    facts = {
        "name": f" list {pid} \U0001f3b8 ",
        "collaborative": "false",
        "pid": pid,
        "modified_at": 1493424000,
        "num_tracks": len(tracks),
        "num_albums": len({track["album_uri"] for track in tracks}),
        "num_followers": 1,
        "num_edits": 2,
        "duration_ms": sum(track["duration_ms"] for track in tracks),
        "num_artists": len({track["artist_uri"] for track in tracks}),
    }
    return {**facts, **changes, "tracks": tracks}


# A track twice in a playlist, a URI with two names, no tracks at all, and times beyond 32 bits.
playlists = [
    playlist(0, [track(0, 1), track(1, 2), track(2, 1)], collaborative="true", description="for \u201cme\u201d"),
    playlist(1, [], duration_ms=2**40, modified_at=2**33),
    playlist(2, [track(0, 2), track(1, 1, track_name="Another name", duration_ms=2**41)]),
]

with tempfile.TemporaryDirectory() as folder:
    subprocess.run(
        ["node", "--import", "tsx", "parity/datasets-parquet.mjs", folder],
        cwd=ROOT,
        input=json.dumps(playlists).encode(),
        check=True,
    )
    files = {table: pathlib.Path(folder) / f"{table}.parquet" for table in ("playlists", "tracks", "positions")}
    tables = {table: pyarrow.parquet.read_table(file).to_pylist() for table, file in files.items()}
    for table, file in files.items():
        readers = {
            "DuckDB": duckdb.sql(f"SELECT * FROM '{file}'").to_arrow_table().to_pylist(),
            "Polars": polars.read_parquet(file).to_dicts(),
            "pandas": pandas.read_parquet(file, dtype_backend="pyarrow").to_dict("records"),
        }
        for reader, rows in readers.items():
            plain = [{key: None if value is pandas.NA else value for key, value in row.items()} for row in rows]
            if plain != tables[table]:
                raise SystemExit(f"{reader} reads {plain} in {table}.parquet, pyarrow {tables[table]}")
    joined = f"""SELECT pid, pos, name, track_name FROM '{files["playlists"]}'
        JOIN '{files["positions"]}' USING (pid) JOIN '{files["tracks"]}' USING (track) ORDER BY pid, pos"""
    expected = [(p["pid"], t["pos"], p["name"], t["track_name"]) for p in playlists for t in p["tracks"]]
    if duckdb.sql(joined).fetchall() != expected:
        raise SystemExit(f"DuckDB joins the tables to {duckdb.sql(joined).fetchall()}, not {expected}")
    vectors = {
        "playlists": playlists,
        "sha256": {table: hashlib.sha256(file.read_bytes()).hexdigest() for table, file in files.items()},
        "tables": tables,
    }

TARGET.parent.mkdir(exist_ok=True)
TARGET.write_text(json.dumps(vectors, indent=2) + "\n")
