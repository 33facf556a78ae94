import { availableParallelism } from "node:os";
import type { Embeddings } from "../../embeddings.ts";
import { checkedCheckpoint, fingerprintOf } from "../item2vec-checkpoint.ts";
import { Item2VecInputError, item2vecSettings, type Item2VecOptions } from "../item2vec-options.ts";
import { itemCorpus } from "../item-corpus.ts";
import { checkConverging, compileSkipGram, learningRateLine, playlistRuns } from "../skip-gram.ts";
import { skipGramMemory } from "../skip-gram-memory.ts";
import { removeCheckpoint, readCheckpoint, writeCheckpoint } from "./checkpoint-file.ts";
import { startSkipGramThreads } from "./skip-gram-threads.ts";

/** Options of `trainItem2VecInThreads`. */
export interface Item2VecThreadsOptions extends Item2VecOptions {
  /**
   * With one thread, the embeddings are those of `trainItem2Vec`, bit by bit. More threads update the same vectors
   * without waiting for each other, so that no two runs are quite the same, with the same seed neither; what they
   * learn is equally good. @default the cores available
   */
  threads?: number;
  /**
   * A file that is written after every epoch and removed at the end. When it is there at the start, training goes on
   * from it; a file of other playlists or options is an error.
   */
  checkpointFile?: string;
}

/**
 * `trainItem2Vec` on several threads (worker_threads on shared memory). Playlists are handed out a thousand tracks at
 * a time. The thread that calls stays free.
 *
 * @throws Item2VecInputError as `trainItem2Vec` does.
 * @throws MatrixFileError when the checkpoint file is damaged.
 */
export async function trainItem2VecInThreads(
  playlists: readonly (readonly string[])[],
  {
    threads = availableParallelism(),
    checkpointFile,
    signal,
    onProgress,
    resume,
    onCheckpoint,
    ...given
  }: Item2VecThreadsOptions = {},
): Promise<Embeddings> {
  signal?.throwIfAborted();
  if (!Number.isInteger(threads) || threads < 1)
    throw new Item2VecInputError("threads", "a whole number from 1", threads);
  const settings = item2vecSettings(given);
  const corpus = itemCorpus(playlists, settings.minCount);
  const memory = skipGramMemory(corpus, settings, threads);
  const fingerprint = await fingerprintOf(corpus, settings);
  const before = resume ?? (checkpointFile === undefined ? undefined : await readCheckpoint(checkpointFile));
  if (before) memory.setVectors(checkedCheckpoint(before, fingerprint));

  const { width, epochs, seed } = settings;
  const positions = corpus.items.length;
  const runs = playlistRuns(corpus);
  const workers = startSkipGramThreads(await compileSkipGram("shared"), memory.imports, runs);
  const stop = () => void workers.stop();
  signal?.addEventListener("abort", stop);
  try {
    for (let epoch = 1 + (before?.epoch ?? 0); epoch <= epochs; epoch++) {
      const report = (ofEpoch: number, loss: number) =>
        onProgress?.({
          epoch,
          epochs,
          done: positions * (epoch - 1) + ofEpoch,
          total: positions * epochs,
          loss,
        });
      const work = {
        ...learningRateLine(settings, epoch, positions),
        seed,
        firstDraw: epoch * (runs.length - 1),
      };
      const { pairs, losses } = await workers.epoch(work, (begun) =>
        report(corpus.starts[runs[begun]!]!, Number.NaN),
      );
      signal?.throwIfAborted();
      report(positions, losses / pairs);
      checkConverging(losses / pairs, settings);
      if (epoch === epochs) break;
      const checkpoint = { epoch, fingerprint, ...memory.vectors() };
      if (checkpointFile !== undefined) await writeCheckpoint(checkpointFile, checkpoint);
      await onCheckpoint?.(checkpoint);
      signal?.throwIfAborted();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await workers.stop();
  }
  if (checkpointFile !== undefined) await removeCheckpoint(checkpointFile);
  return { ids: corpus.ids, rows: memory.vectors().input, width };
}
