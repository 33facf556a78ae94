/** One pass over a folder of slices with the built package, as its users run it. */
import { createRequire } from "node:module";
import { readMpd, readMpdPlaylists } from "@talkplay/datasets/node";

const [folder, form, threads] = process.argv.slice(2);
const counts = { playlists: 0, positions: 0, dates: 0 };
let bytes = 0;
const options = { threads: Number(threads), onProgress: (progress) => (bytes = progress.bytes) };
const start = performance.now();
if (form === "plain") {
  for await (const playlist of readMpdPlaylists(folder, options))
    count(playlist.trackIds, playlist.modifiedAt);
} else {
  for await (const playlist of readMpd(folder, options)) count(playlist.tracks, playlist.modified_at);
}
const seconds = (performance.now() - start) / 1000;
const { version } = createRequire(import.meta.url)("@talkplay/datasets/package.json");
console.log(
  JSON.stringify({ seconds, bytes, peakBytes: 1024 * process.resourceUsage().maxRSS, counts, version }),
);

function count(tracks, modifiedAt) {
  counts.playlists++;
  counts.positions += tracks.length;
  counts.dates += modifiedAt;
}
