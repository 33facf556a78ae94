import { squaredDistance } from "./row-matrix.ts";
import { rowDistancesWasm } from "./row-distances-wasm.ts";

/** Squared distances of the rows of one block at a time, each to a centroid of its own, in float64. */
export interface RowDistances {
  /** The centroid of each row, to be filled in, [blockRows]. */
  clusters: Uint32Array;
  /**
   * @param block row-major [rows, width], at most `blockRows` rows.
   * @returns the same values, for the backend to read; they stay until the next block.
   */
  place(block: Float32Array): Float32Array;
  /** @returns distances of the first `count` rows of the block that was placed; they stay until the next call. */
  measure(count: number): Float64Array;
}

interface Shape {
  /** Row-major [clusters, width]. */
  centroids: Float32Array;
  width: number;
  blockRows: number;
}

/** Without WebAssembly SIMD, and where centroids do not fit into its memory: the same bits in JavaScript. */
export function rowDistances(shape: Shape): RowDistances {
  return distancesInWasm(shape) ?? distancesInJavaScript(shape);
}

export function distancesInJavaScript({ centroids, width, blockRows }: Shape): RowDistances {
  const clusters = new Uint32Array(blockRows);
  const distances = new Float64Array(blockRows);
  let placed = new Float32Array(0);
  return {
    clusters,
    place: (block) => (placed = block as typeof placed),
    measure(count) {
      for (let row = 0; row < count; row++)
        distances[row] = squaredDistance(placed, row, centroids, clusters[row]!, width);
      return distances.subarray(0, count);
    },
  };
}

const pageBytes = 65_536;

/**
 * In WebAssembly SIMD. The backend reads a block from WebAssembly's memory, whose alignment spares native TensorFlow a
 * copy of its own.
 *
 * @returns undefined where that is not to be had
 */
export function distancesInWasm({ centroids, width, blockRows }: Shape): RowDistances | undefined {
  const module = compiled();
  if (!module) return undefined;
  let end = 0;
  const reserve = (bytes: number) => {
    const at = end;
    end += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const at = {
    rows: reserve(4 * blockRows * width),
    centroids: reserve(centroids.byteLength),
    clusters: reserve(4 * blockRows),
    distances: reserve(8 * blockRows),
  };
  const pages = Math.ceil(end / pageBytes);
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return undefined; // more than four gigabytes, or than there is
  }
  const { buffer } = memory;
  new Float32Array(buffer, at.centroids, centroids.length).set(centroids);
  const rows = new Float32Array(buffer, at.rows, blockRows * width);
  const distances = new Float64Array(buffer, at.distances, blockRows);
  const measure = new WebAssembly.Instance(module, { env: { memory } }).exports.measure as (
    ...places: number[]
  ) => void;
  return {
    clusters: new Uint32Array(buffer, at.clusters, blockRows),
    place(block) {
      rows.set(block);
      return rows.subarray(0, block.length);
    },
    measure(count) {
      measure(at.rows, at.centroids, at.clusters, at.distances, count, width);
      return distances.subarray(0, count);
    },
  };
}

let module: WebAssembly.Module | null | undefined;

/** Compiled once; the module is small enough for browsers to compile at once. Null where it cannot be. */
function compiled(): WebAssembly.Module | null {
  if (module === undefined)
    try {
      module = new WebAssembly.Module(Uint8Array.from(atob(rowDistancesWasm), (byte) => byte.charCodeAt(0)));
    } catch {
      module = null;
    }
  return module;
}
