import { checkTrackIds } from "@talkplay/datasets";
import type { Dialogue } from "@talkplay/datasets";
import { readDialogues } from "@talkplay/datasets/node";
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { UsageError } from "../command/usage-error.ts";
import { loadCpcd } from "./cpcd.ts";
import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";
import { loadFolder } from "./folder.ts";
import { loadFreemusicc } from "./freemusicc.ts";
import { loadWorld } from "./world.ts";

/**
 * Reads what `--data` names, and adds the file of `--test` as a test set of its own.
 *
 * @throws UsageError when something is missing; the readers' errors (with file and line) when something is malformed
 */
export async function loadData(name: string, options: LoadDataOptions): Promise<ExperimentData> {
  const { testFile } = options;
  if (testFile !== undefined && !existsSync(testFile))
    throw new UsageError(`--test ${testFile}: there is no such file`);
  const data = await loadNamed(name, options);
  if (testFile === undefined) return data;
  const { dialogues, lines } = await readDialogues(testFile);
  checkTrackIds({ dialogues, tracks: data.tracks, file: testFile, lines });
  // A conversation that is scored is never trained on, whichever file it was read from.
  const scored = new Set(dialogues.map(conversationKey));
  const written = data.training.written.filter((dialogue) => !scored.has(conversationKey(dialogue)));
  return {
    ...data,
    training: { ...data.training, written },
    tests: [{ name: basename(testFile), dialogues }, ...data.tests],
  };
}

function loadNamed(name: string, options: LoadDataOptions): Promise<ExperimentData> {
  switch (name) {
    case "freemusicc":
      return loadFreemusicc(options);
    case "cpcd":
      return loadCpcd(options);
    case "world":
      return loadWorld(options);
    default:
      return loadFolder(name, options);
  }
}

function conversationKey({ turns }: Dialogue): string {
  return JSON.stringify(turns.map(({ query, trackId }) => [query, trackId]));
}
