import { codeIndexOf, musicVocabularyOf } from "@talkplay-examples/talkplay";
import { saveRecommender } from "@talkplay-examples/talkplay/node";
import type { ConversationRenderer } from "@talkplay-examples/talkplay";
import { createDenseIndex } from "@talkplay/eval";
import { useBackend } from "@talkplay/llm-core";
import type { BackendName } from "@talkplay/llm-core";
import { createTrie } from "@talkplay/matcher";
import { loadUseLite } from "@talkplay/music-tokenizer/use-lite/node";
import { rmSync } from "node:fs";
import type { Options } from "./command/options.ts";
import { createProgress } from "./command/progress.ts";
import { openRunFolder } from "./command/run-folder.ts";
import { sizes } from "./command/sizes.ts";
import type { Size } from "./command/sizes.ts";
import { loadData } from "./data/load-data.ts";
import { trackIdsToTrainOn } from "./data/warm-tracks.ts";
import { writeReport } from "./report/write-report.ts";
import { evaluateSystems } from "./stages/evaluate.ts";
import { prepareModel, prepareTokenizer } from "./stages/model.ts";
import { sampleConversations } from "./stages/sample.ts";
import { createSystems, queriesOf } from "./stages/systems.ts";
import { tokenizeCatalogue } from "./stages/tokenize.ts";
import { trainModel } from "./stages/train.ts";

const stages = 6;

/**
 * The main job: data → embeddings and codebooks → model → training → evaluation → report. Every stage leaves what it
 * made in the output folder, so that a run which was stopped or killed goes on where it was.
 *
 * @returns the exit code
 */
export async function runExperiment(options: Options, signal: AbortSignal): Promise<number> {
  const size = sizes[options.size] as Size;
  const { seed } = options;
  const steps = options.steps ?? size.training.steps;
  const data = await loadData(options.data, { size, seed, testFile: options.test });
  const config = { ...options, resume: undefined, out: undefined, steps, sizes: size };
  const folder = openRunFolder({ out: options.out, resume: options.resume, config: { ...config } });
  const progress = createProgress({ stages });
  console.log(`writing to ${folder.path}`);

  progress.stage(`backend and data: ${data.name}`);
  const backend = await useBackend(options.backend as BackendName | undefined);
  progress.note(backend.line);
  const warm = trackIdsToTrainOn(data);
  progress.note(
    `${data.tracks.length} tracks (${data.tracks.length - warm.size} cold), ${data.playlists.length} playlists, ` +
      `${data.training.written.length} written and ${data.training.simulated.length} simulated conversations`,
  );

  progress.stage(`embeddings and codebooks: ${data.modalities.join(", ")}`);
  const useLite = await loadUseLite();
  const embedder = useLite.embed;
  const { music, documents } = await tokenizeCatalogue({
    fromScratch: options.baseModel === undefined,
    data,
    warm,
    size,
    seed,
    folder,
    embedder,
    progress,
    signal,
  });
  const { distinctCodes, collisions } = music.report();
  progress.note(`${distinctCodes} distinct codes; ${collisions} tracks share theirs with another`);

  progress.stage("model");
  const { baseModel } = options;
  const { tokenizer, textVocabulary } = await prepareTokenizer({ baseModel, musicTokens: music.vocabulary });
  const { model, notes } = await prepareModel({ baseModel, tokenizer, textVocabulary, size, seed });
  progress.note(
    `${(model.parameterCount / 1e6).toFixed(1)} million parameters, vocabulary ${model.config.vocabSize}`,
  );
  for (const note of notes) progress.note(note);
  const renderer: ConversationRenderer = {
    tokenizer,
    vocabulary: musicVocabularyOf(music, tokenizer),
    codeOf: (trackId) => music.code(trackId),
  };

  progress.stage(`training, ${steps} steps`);
  const training = await trainModel({
    model,
    music,
    data,
    warm,
    renderer,
    size,
    folder,
    seed,
    steps,
    selfSimilarity: options.selfSimilarity,
    fineTuning: baseModel !== undefined,
    progress,
    signal,
  });
  if (training.stopped === "signal") throw signal.reason;
  await saveRecommender(folder.path, { tracks: data.tracks, music, model, tokenizer, documents });

  progress.stage("evaluation: the whole catalogue ranked at every turn");
  const queries = queriesOf(data.tests.flatMap(({ dialogues }) => dialogues));
  const embedded = await embedder(queries, { signal });
  const queryVectors = new Map(
    queries.map((query, row) => [
      query,
      embedded.rows.subarray(row * embedded.width, (row + 1) * embedded.width),
    ]),
  );
  const index = codeIndexOf(music);
  const context = Math.min(model.config.maxPositions, size.training.time);
  const systemOptions = {
    data,
    model,
    renderer,
    catalogue: createTrie(index),
    index,
    documents: createDenseIndex(documents),
    queryVectors,
    beams: size.beams,
    context,
    seed,
    signal,
  };
  const result = await evaluateSystems({
    folder,
    data,
    warm,
    codes: music.codes,
    systems: (onGenerated) => createSystems({ ...systemOptions, onGenerated }),
    seed,
    progress,
    signal,
  });

  progress.stage("report");
  const samples = await sampleConversations({ data, folder, embedder, seed });
  const report = await writeReport({
    folder,
    options,
    size,
    steps,
    data,
    warm,
    music,
    model,
    backend,
    training,
    result,
    samples,
  });
  rmSync(folder.file("work", "best"), { recursive: true, force: true });
  folder.finish();
  console.log(`\n${report.summary}\n`);
  console.log(`report: ${folder.file("report.html")}\nchat:   npm run chat -- ${folder.path}`);
  useLite.dispose();
  model.dispose();
  return 0;
}
