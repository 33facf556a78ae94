import { createDenseIndex, evaluateCpcd, formatTable, topRows, trackDocument } from "@talkplay/eval";
import type { CpcdEvaluation } from "@talkplay/eval";
import type { Cpcd } from "@talkplay/datasets";
import { useBackend } from "@talkplay/llm-core";
import { readNpyMatrix } from "@talkplay/music-tokenizer/matrices";
import { loadUseLite } from "@talkplay/music-tokenizer/use-lite/node";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describeFailure } from "./command/describe-failure.ts";
import { UsageError } from "./command/usage-error.ts";
import { readCpcdTraining } from "./data/cpcd.ts";
import { clusterOfTracks } from "./data/song-clusters.ts";
import { cpcdTexts, createCpcdSystems } from "./stages/cpcd-systems.ts";
import type { CpcdSystem } from "./stages/cpcd-systems.ts";

const usage = `Usage: npm run cpcd-baselines [-- OPTIONS]

Baselines on the Conversational Playlist Curation Dataset by its authors' rule, over its whole catalogue.

  --write-texts FILE   only writes the texts to embed, a JSON string a line
  --matrix FILE.npy    their embeddings in that order, by any embedder (default: Universal Sentence Encoder Lite)
  --format FORMAT      markdown (default), latex or csv`;

const FOLDS = 5;
/** The authors' number of liked tracks that each earlier turn takes out of ranking and gold. */
const SEEDS_PER_TURN = 3;
/** 100 places are scored; tracks of one song and those taken out leave gaps. */
const KEPT = 300;

const abort = new AbortController();
process.once("SIGINT", () => abort.abort(new Error("stopped")));
try {
  await main(process.argv.slice(2));
} catch (error) {
  const { message, exitCode } = describeFailure(error, abort.signal);
  console.error(message);
  process.exitCode = exitCode;
}

async function main(args: string[]): Promise<void> {
  const { help, format, matrix, "write-texts": textFile } = parseOptions(args);
  if (help) return console.log(usage);
  const cpcd = await readCpcdTraining();
  const texts = cpcdTexts(cpcd);
  if (textFile !== undefined) {
    writeFileSync(textFile, texts.map((text) => `${JSON.stringify(text)}\n`).join(""));
    return console.log(`${texts.length} texts: ${textFile}`);
  }
  const { rows, width } = matrix === undefined ? await embedInProcess(texts) : readMatrix(matrix, texts);
  const placeOf = new Map(texts.map((text, place) => [text, place]));
  const vectorOf = (text: string) => {
    const place = placeOf.get(text)!;
    return rows.subarray(place * width, (place + 1) * width);
  };
  const documents = new Float32Array(cpcd.tracks.length * width);
  for (const [row, track] of cpcd.tracks.entries())
    documents.set(vectorOf(trackDocument(track)), row * width);
  const folds = cpcd.dialogues.map((_, place) => place % FOLDS);
  const index = createDenseIndex({ rows: documents, width });
  const systems = createCpcdSystems({ ...cpcd, index, vectorOf, folds, seed: 1 });
  const evaluations: CpcdEvaluation[] = [];
  for (const system of systems) {
    // Lets Ctrl-C through.
    await new Promise((resolve) => setImmediate(resolve));
    abort.signal.throwIfAborted();
    console.error(system.name);
    evaluations.push(evaluate(system, cpcd, folds));
  }
  const { dialogues, turns, turnsWithoutGold } = evaluations[0]!;
  console.log(
    `${turns} turns of ${dialogues} dialogues (${turnsWithoutGold} more had nothing left to find), ${cpcd.tracks.length} tracks; mean over turns, then dialogues`,
  );
  const figures = evaluations.map(({ overDialogues }, place) => [
    systems[place]!.name,
    ...[overDialogues.hitAt1, overDialogues.hitAt10, overDialogues.hitAt100, overDialogues.mrrAt100].map(
      (value) => value.toFixed(3),
    ),
  ]);
  const header = ["", "Hit@1", "Hit@10", "Hit@100", "MRR@100"];
  console.log(formatTable({ header, rows: figures, nameColumns: 1 }, format));
}

function parseOptions(args: string[]) {
  const { help, format, ...files } = parsed(args);
  if (format !== "markdown" && format !== "latex" && format !== "csv")
    throw new UsageError(`--format ${format}: expected markdown, latex or csv`);
  return { help, format, ...files } as const;
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: "boolean", short: "h", default: false },
        format: { type: "string", default: "markdown" },
        matrix: { type: "string" },
        "write-texts": { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

async function embedInProcess(texts: readonly string[]): Promise<{ rows: Float32Array; width: number }> {
  console.error((await useBackend()).line);
  const encoder = await loadUseLite();
  const embeddings = await encoder.embed(texts, { signal: abort.signal });
  encoder.dispose();
  return embeddings;
}

function readMatrix(file: string, texts: readonly string[]): { rows: Float32Array; width: number } {
  const matrix = readNpyMatrix(file, readFileSync(file));
  const count = matrix.rows.length / matrix.width;
  if (count !== texts.length)
    throw new UsageError(`--matrix ${file}: expected ${texts.length} rows (--write-texts), got ${count}`);
  return matrix;
}

function evaluate(system: CpcdSystem, { dialogues, tracks }: Cpcd, folds: readonly number[]): CpcdEvaluation {
  const rowOf = new Map(tracks.map(({ id }, row) => [id, row]));
  const run = dialogues.flatMap(({ id, turns }, dialogue) => {
    const played: number[] = [];
    return turns.map(({ likedTrackIds }, place) => {
      const scores = system.score({
        queries: turns.slice(0, place + 1).map(({ query }) => query),
        responses: turns.slice(0, place).map(({ response }) => response),
        played: [...played],
        fold: folds[dialogue]!,
      });
      const ranked = [...topRows(scores, KEPT, { exclude: played })].map((row) => tracks[row]!.id);
      // The file's order is kept: it decides which liked tracks the authors' rule takes out.
      played.push(...likedTrackIds.slice(0, SEEDS_PER_TURN).map((liked) => rowOf.get(liked)!));
      return { turnId: `${id}#${place + 1}`, ranked };
    });
  });
  return evaluateCpcd(run, { dialogues, clusterOf: clusterOfTracks(tracks), seedsPerTurn: SEEDS_PER_TURN });
}
