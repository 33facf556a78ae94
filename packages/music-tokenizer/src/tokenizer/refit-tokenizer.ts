import type { Embeddings } from "../embeddings/embeddings.ts";
import { nearestCentroids } from "../kmeans/nearest-centroids.ts";
import { rowMatrix, squaredDistance } from "../kmeans/row-matrix.ts";
import { alignCodebook } from "./align-codebook.ts";
import type { Codebook } from "./codebook.ts";
import { type FitTokenizerOptions, fitTokenizer } from "./fit-tokenizer.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerState } from "./tokenizer-state.ts";

/** Options of `refitTokenizer`. */
export interface RefitOptions
  extends Pick<FitTokenizerOptions, "trackIds" | "trainingIds" | "blockBytes" | "signal" | "onProgress"> {
  /** By modality, of all modalities that the tokenizer has. */
  embeddings: Readonly<Record<string, Embeddings>>;
  /**
   * "previous": k-means goes on from the old centroids, which moves as few as possible. "fresh": it starts anew, for a
   * catalogue that has changed much. Either way the new clusters are matched to the old.
   * @default "previous"
   */
  start?: "previous" | "fresh";
  /** Clusters by modality, no fewer than before; more than before need a fresh start. @default as before */
  clusters?: Readonly<Record<string, number>>;
}

/** What a refit did to one codebook. */
export interface CodebookChange {
  /** Name of the codebook. */
  name: string;
  clusters: number;
  /** Old ids whose new centroid is nearer to their own old one than to any other: what they mean has not changed. */
  stableClusters: number;
  /** Euclidean distance between old and new centroid of each old id. */
  shifts: Float32Array;
  /** Root mean square distance of the training tracks to their new centroids: what a shift is to be compared with. */
  spread: number;
  /** Tracks that were and are tokenized. */
  tracks: number;
  /** Those of them that have the same code as before. */
  sameCode: number;
}

/** @throws as `MusicTokenizer.refit` does. */
export async function refitTokenizer(
  previous: TokenizerState,
  { embeddings, start = "previous", clusters = {}, ...options }: RefitOptions,
): Promise<{ state: TokenizerState; changes: CodebookChange[] }> {
  const firstLevels = previous.codebooks.filter(({ residualOf }) => residualOf === undefined);
  const levelsOf = (name: string) =>
    previous.codebooks.filter((codebook) => (codebook.residualOf ?? codebook.name) === name);
  for (const modality of [...Object.keys(embeddings), ...Object.keys(clusters)]) {
    if (firstLevels.some(({ name }) => name === modality)) continue;
    throw new TokenizerInputError("a modality of the tokenizer", "another", { modality });
  }
  const modalities = firstLevels.map(({ name, width, clusters: before }) => {
    const given = embeddings[name];
    if (given?.width !== width) {
      throw new TokenizerInputError(`embeddings of width ${width}`, String(given?.width ?? "none"), {
        modality: name,
      });
    }
    const after = clusters[name] ?? before;
    if (after < before || (after > before && start === "previous")) {
      const expected =
        start === "fresh" ? `${before} clusters or more` : `${before} clusters (or a fresh start)`;
      throw new TokenizerInputError(expected, String(after), { modality: name });
    }
    return { name, embeddings: given, clusters: after, levels: levelsOf(name).length };
  });
  const { settings } = previous;
  const fitted =
    settings.restarts === 0 ? { missing: settings.missing, neighbours: settings.neighbours } : settings;
  const state = await fitTokenizer(
    { ...fitted, spherical: settings.spherical, modalities, ...options },
    {
      initialCentroids: (name) =>
        start === "previous" ? levelsOf(name).map(({ centroids }) => centroids) : undefined,
      arrange: (codebook) => alignCodebook(codebook, codebookNamed(previous, codebook.name)),
    },
  );
  const changes: CodebookChange[] = [];
  for (const position of state.codebooks.keys()) changes.push(await changeOf(previous, state, position));
  return { state, changes };
}

function codebookNamed({ codebooks }: TokenizerState, name: string): Codebook {
  return codebooks.find((codebook) => codebook.name === name)!;
}

async function changeOf(
  previous: TokenizerState,
  state: TokenizerState,
  position: number,
): Promise<CodebookChange> {
  const codebook = state.codebooks[position]!;
  const { name, width, centroids, inertia, trainingRows, clusters } = codebook;
  const before = codebookNamed(previous, name);
  const renewed = centroids.subarray(0, before.centroids.length);
  const nearest = new Uint32Array(before.clusters);
  await nearestCentroids(rowMatrix("centroids", renewed, width, false), before.centroids, nearest, {
    afterBlock: async () => {},
  });
  const column = previous.codebooks.indexOf(before);
  const rowBefore = new Map(previous.tracks.ids.map((id, row) => [id, row]));
  let tracks = 0;
  let sameCode = 0;
  state.tracks.ids.forEach((id, row) => {
    const old = rowBefore.get(id);
    if (old === undefined) return;
    tracks += 1;
    const code = state.tracks.codes[row * state.codebooks.length + position];
    if (code === previous.tracks.codes[old * previous.codebooks.length + column]) sameCode += 1;
  });
  return {
    name,
    clusters,
    stableClusters: nearest.reduce((stable, old, cluster) => stable + (old === cluster ? 1 : 0), 0),
    shifts: Float32Array.from({ length: before.clusters }, (_, cluster) =>
      Math.sqrt(squaredDistance(before.centroids, cluster, centroids, cluster, width)),
    ),
    spread: Math.sqrt(inertia / trainingRows),
    tracks,
    sameCode,
  };
}
