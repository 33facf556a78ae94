import type { Embeddings } from "../embeddings/embeddings.ts";
import { assign } from "../kmeans/assign.ts";
import { checkModalities } from "../tokens/modality.ts";
import type { Codebook } from "./codebook.ts";
import { checkTracks, tokenizeTracks, type TracksOptions } from "./fit-tokenizer.ts";
import { checkEmbeddings, selectRows } from "./select-rows.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerState } from "./tokenizer-state.ts";

/** Options of `importCodebooks`. */
export interface ImportOptions extends TracksOptions {
  /** One a modality, in the order of the tokens. */
  codebooks: ImportedCodebook[];
  /** By modality, of the width of its codebook. */
  embeddings: Readonly<Record<string, Embeddings>>;
}

/** Centroids from elsewhere: `kmeans.centroids` of faiss, `cluster_centers_` of scikit-learn, `clusterCenters` of Spark. */
export interface ImportedCodebook {
  /** Names the tokens: `<|name-0|>`. */
  name: string;
  /** The centroids, row-major [clusters, width], as `readNpyMatrix` gives them; or one array a centroid. */
  rows: Float32Array | readonly ArrayLike<number>[];
  /** Needed where `rows` is one flat array. */
  width?: number;
  /** Whether rows are compared by direction (faiss: `spherical=True`). @default false */
  spherical?: boolean;
}

/** @throws as `MusicTokenizer.fromCodebooks` does. */
export async function importCodebooks(options: ImportOptions): Promise<TokenizerState> {
  const { codebooks: given, embeddings, trackIds, trainingIds = trackIds } = options;
  const { missing = "impute", neighbours = 10, blockBytes, signal } = options;
  checkTracks(trackIds, trainingIds, neighbours);
  const matrices = given.map(centroidMatrix);
  checkModalities(matrices);
  const unknown = Object.keys(embeddings).find((modality) => given.every(({ name }) => name !== modality));
  if (unknown !== undefined)
    throw new TokenizerInputError("a codebook for it", "none", { modality: unknown });

  const codebooks: Codebook[] = [];
  const training: Embeddings[] = [];
  for (const { name, width, spherical, clusters, centroids } of matrices) {
    const rows = embeddings[name] ?? { ids: [], rows: new Float32Array(), width };
    if (rows.width !== width) {
      throw new TokenizerInputError(`width ${width}`, String(rows.width), { modality: name });
    }
    checkEmbeddings(name, rows, spherical);
    const selected = selectRows(rows, trainingIds);
    let inertia = 0;
    if (selected.ids.length > 0) {
      const assigned = await assign(selected.rows, centroids, { width, spherical, blockBytes, signal });
      inertia = assigned.distances.reduce((sum, distance) => sum + distance, 0);
    }
    training.push(selected);
    codebooks.push({
      name,
      clusters,
      width,
      spherical,
      trainingRows: selected.ids.length,
      centroids,
      inertia,
      iterations: 0,
      converged: true,
    });
  }
  const settings = { missing, neighbours, seed: 0, iterations: 0, tolerance: 0, restarts: 0 };
  const spherical = matrices.some((one) => one.spherical);
  return tokenizeTracks({
    ...options,
    trainingIds,
    settings: { ...settings, spherical },
    codebooks,
    training,
    embeddings,
  });
}

function centroidMatrix({ name, rows, width, spherical = false }: ImportedCodebook) {
  const isFlat = rows instanceof Float32Array;
  const columns = isFlat ? width : (rows[0]?.length ?? 0);
  if (columns === undefined || !Number.isInteger(columns) || columns < 1 || (width ?? columns) !== columns) {
    throw new TokenizerInputError("the width of the centroids", `${width} and ${columns}`, {
      modality: name,
    });
  }
  const uneven = isFlat ? rows.length % columns !== 0 : rows.some((row) => row.length !== columns);
  if (uneven) throw new TokenizerInputError(`centroids of width ${columns}`, "others", { modality: name });
  const centroids = isFlat ? rows.slice() : Float32Array.from(rows.flatMap((row) => Array.from(row)));
  if (!centroids.every(Number.isFinite)) {
    throw new TokenizerInputError("finite centroids", "NaN or infinity", { modality: name });
  }
  return { name, centroids, width: columns, spherical, clusters: centroids.length / columns };
}
