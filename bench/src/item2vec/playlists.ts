import { writeFile } from "node:fs/promises";
import { mulberry32 } from "../mulberry32.ts";

/**
 * Playlists like people's: each keeps to one of many styles, whose tracks have long-tailed popularity, with now and then
 * a track from anywhere. Written as gensim reads them: a playlist a line, ids parted by spaces.
 *
 * @returns of each of `heldOut` further playlists, which are not written, the last track and what comes before it
 */
export async function writePlaylists({
  path,
  playlists,
  tracks,
  heldOut,
}: {
  path: string;
  playlists: number;
  tracks: number;
  heldOut: number;
}): Promise<{ before: string[]; next: string }[]> {
  const random = mulberry32(7);
  const styles = Math.round(tracks / 200);
  const lines: string[][] = [];
  for (let p = 0; p < playlists + heldOut; p++) {
    const style = Math.floor(random() * styles);
    const length = 10 + Math.floor(random() * 90);
    lines.push(
      Array.from({ length }, () => {
        const inStyle = Math.floor((tracks / styles) ** random()) - 1;
        const other = Math.floor(random() * tracks);
        return `t${random() < 0.9 ? inStyle * styles + style : other}`;
      }),
    );
  }
  const test = lines.splice(playlists).map((line) => ({ next: line.at(-1)!, before: line.slice(0, -1) }));
  await writeFile(path, lines.map((line) => line.join(" ")).join("\n"));
  return test;
}
