import type { Embeddings } from "../embeddings.ts";
import { checkedCheckpoint, fingerprintOf } from "./item2vec-checkpoint.ts";
import { item2vecSettings, type Item2VecOptions } from "./item2vec-options.ts";
import { itemCorpus } from "./item-corpus.ts";
import {
  checkConverging,
  compileSkipGram,
  instantiateSkipGram,
  learningRateLine,
  playlistRuns,
} from "./skip-gram.ts";
import { skipGramMemory } from "./skip-gram-memory.ts";

const betweenTurnsMs = 50;

/**
 * Item2vec (Barkan & Koenigstein 2016): skip-gram with negative sampling over playlists as sentences, so that tracks
 * that share playlists come to lie close. Train on the training playlists only.
 *
 * Runs on one thread, in browsers too, and gives the event loop its turn; for several threads see
 * `trainItem2VecInThreads` of `@talkplay/music-tokenizer/node`. Needs 8 bytes × tracks × width.
 *
 * @param playlists Track ids, in playing order. Playlists may share tracks and repeat them.
 * @returns One row a track, in order of first appearance. Compare rows by cosine.
 * @throws Item2VecInputError when an option is out of range, no two tracks share a playlist, the checkpoint is of
 *   another run, or the vectors grow without bound.
 */
export async function trainItem2Vec(
  playlists: readonly (readonly string[])[],
  { signal, onProgress, resume, onCheckpoint, ...given }: Item2VecOptions = {},
): Promise<Embeddings> {
  signal?.throwIfAborted();
  const settings = item2vecSettings(given);
  const corpus = itemCorpus(playlists, settings.minCount);
  const memory = skipGramMemory(corpus, settings, 0);
  const skipGram = await instantiateSkipGram(await compileSkipGram("alone"), memory.imports[0]!);
  const fingerprint = resume || onCheckpoint ? await fingerprintOf(corpus, settings) : "";
  if (resume) memory.setVectors(checkedCheckpoint(resume, fingerprint));

  const { width, epochs, seed } = settings;
  const runs = playlistRuns(corpus);
  const total = corpus.items.length * epochs;
  let lastTurn = performance.now();
  for (let epoch = 1 + (resume?.epoch ?? 0); epoch <= epochs; epoch++) {
    const { rate, slope } = learningRateLine(settings, epoch, corpus.items.length);
    let pairs = 0;
    let losses = 0;
    const report = (doneOfEpoch: number) => {
      const done = corpus.items.length * (epoch - 1) + doneOfEpoch;
      onProgress?.({ epoch, epochs, done, total, loss: losses / pairs });
    };
    for (let run = 0; run + 1 < runs.length; run++) {
      const [trained, loss] = skipGram.train(
        runs[run]!,
        runs[run + 1]!,
        rate,
        slope,
        seed,
        epoch * (runs.length - 1) + run,
      );
      pairs += trained;
      losses += loss;
      if (performance.now() - lastTurn < betweenTurnsMs) continue;
      if (run + 2 < runs.length) report(corpus.starts[runs[run + 1]!]!);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
      lastTurn = performance.now();
    }
    report(corpus.items.length);
    checkConverging(losses / pairs, settings);
    if (epoch < epochs) await onCheckpoint?.({ epoch, fingerprint, ...memory.vectors() });
  }
  return { ids: corpus.ids, rows: memory.vectors().input, width };
}
