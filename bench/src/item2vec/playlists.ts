import { writeFile } from "node:fs/promises";
import { mulberry32 } from "../mulberry32.ts";

/**
 * Playlists like people's: each keeps to one of many styles, whose tracks have long-tailed popularity, with now and then
 * a track from anywhere. Written as gensim reads them: a playlist a line, ids parted by spaces.
 *
 * @returns the last track of each of the last `heldOut` playlists, which their lines lack, and what comes before it
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
  for (let p = 0; p < playlists; p++) {
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
  const test = lines.slice(-heldOut).map((line) => ({ next: line.pop()!, before: [...line] }));
  await writeFile(path, lines.map((line) => line.join(" ")).join("\n"));
  return test;
}
