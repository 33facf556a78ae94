/** Writes the playlists of standard input as Parquet tables into a folder; datasets-parquet.py runs it through tsx. */
import { text } from "node:stream/consumers";
import { toParquet } from "../packages/datasets/src/node/million-playlist/to-parquet.ts";

await toParquet({ playlists: JSON.parse(await text(process.stdin)), folder: process.argv[2] });
