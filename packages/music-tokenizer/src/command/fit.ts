import { readFile } from "node:fs/promises";
import { saveTokenizer } from "../node/save-tokenizer.ts";
import { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { reportMarkdown } from "../tokenizer/report-markdown.ts";
import { TokenizerInputError } from "../tokenizer/tokenizer-input-error.ts";
import { choiceOf, needed, numberOf, pairsOf, readArguments } from "./arguments.ts";
import { CatalogueFileError } from "./catalogue-file-error.ts";
import { columnsOf, embedCatalogue, EMBEDDING_OPTIONS } from "./embed-catalogue.ts";
import { readCatalogue } from "./read-catalogue.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { useBackendModule } from "./use-backend-module.ts";

/** `music-tokenizer fit CATALOGUE --out DIR`. */
export async function fit(args: string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments(
    args,
    {
      ...EMBEDDING_OPTIONS,
      out: { type: "string" },
      playlists: { type: "string" },
      training: { type: "string" },
      clusters: { type: "string", multiple: true },
      levels: { type: "string", multiple: true },
      missing: { type: "string" },
      neighbours: { type: "string" },
      seed: { type: "string" },
      iterations: { type: "string" },
      restarts: { type: "string" },
      seeding: { type: "string" },
      "batch-rows": { type: "string" },
      balance: { type: "string" },
      spherical: { type: "boolean" },
    },
    { least: 1, most: 1, what: "one CATALOGUE" },
  );
  const out = needed("out", values.out);
  const columns = columnsOf(values);
  const settings = {
    missing: choiceOf("missing", values.missing, ["impute", "none-token", "error"]),
    neighbours: numberOf("neighbours", values.neighbours),
    seed: numberOf("seed", values.seed),
    iterations: numberOf("iterations", values.iterations),
    restarts: numberOf("restarts", values.restarts),
    seeding: choiceOf("seeding", values.seeding, ["k-means++", "k-means||"]),
    batchRows: numberOf("batch-rows", values["batch-rows"]),
    balance: numberOf("balance", values.balance),
    spherical: values.spherical,
  };
  const clusters = pairsOf(
    "clusters",
    values.clusters?.filter((text) => text.includes("=")),
  );
  const [general, ...more] = values.clusters?.filter((text) => !text.includes("=")) ?? [];
  if (more.length > 0) throw new UsageError("--clusters: one number for all, others as NAME=N");
  const clustersOfAll = numberOf("clusters", general);
  const levels = pairsOf("levels", values.levels);

  terminal.say(`computing on ${await useBackendModule(values.backend)}`);
  const tracks = await readCatalogue(positionals[0]!, columns);
  terminal.say(`${positionals[0]}: ${tracks.length} tracks`);
  const embeddings = await embedCatalogue({
    tracks,
    values,
    playlistFile: values.playlists,
    seed: settings.seed,
    terminal,
  });
  if (embeddings.size === 0) {
    throw new UsageError(
      "nothing to tokenize by: give --embeddings, --playlists, or a catalogue with titles or tags",
    );
  }
  for (const name of [...clusters.keys(), ...levels.keys()]) {
    if (!embeddings.has(name))
      throw new UsageError(`${name} is none of ${[...embeddings.keys()].join(", ")}`);
  }
  const tokenizer = await MusicTokenizer.fit({
    ...settings,
    modalities: [...embeddings].map(([name, rows]) => ({
      name,
      embeddings: rows,
      clusters: numberOf("clusters", clusters.get(name)),
      levels: numberOf("levels", levels.get(name)),
    })),
    trackIds: tracks.map(({ id }) => id),
    trainingIds: values.training === undefined ? undefined : await readIds(values.training),
    clusters: clustersOfAll,
    signal: terminal.signal,
    onProgress: ({ modality, stage, done, of }) => terminal.progress(`${modality}, ${stage}`, done, of),
  }).catch(nameOption);
  await saveTokenizer(tokenizer, out);
  terminal.say(`saved: ${out}`);
  terminal.out(reportMarkdown(tokenizer.report(), { clusters: 0 }));
}

/** What of the input is an option's fault, under the option's name on the command line. */
function nameOption(error: unknown): never {
  if (!(error instanceof TokenizerInputError) || error.option === undefined) throw error;
  throw new UsageError(`--${error.option} ${error.modality}=${error.got}: expected ${error.expected}`);
}

async function readIds(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CatalogueFileError(file, 0, "a text file of ids, one a line", error.code ?? error.message);
  });
  return text.split(/\r?\n/).filter((line) => line !== "");
}
