import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatWorldSlices, generateWorld } from "@talkplay/datasets";

const cache = fileURLToPath(new URL("../../../.cache", import.meta.url));

/** A folder with generated slices of a thousand playlists each, kept in .cache. */
export async function sliceFolder(slices: number): Promise<string> {
  const folder = join(cache, `mpd-slices-${slices}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  await mkdir(unfinished, { recursive: true });
  const world = generateWorld({ tracks: 200_000, playlists: 1000 * slices, seed: 1 });
  for (const { name, text } of formatWorldSlices({ world })) await writeFile(join(unfinished, name), text);
  await rename(unfinished, folder);
  return folder;
}
