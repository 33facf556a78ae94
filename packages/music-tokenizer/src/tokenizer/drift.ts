import { noCode } from "../tokens/token-text.ts";
import type { EncodedTracks } from "./encode-tracks.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerState } from "./tokenizer-state.ts";

/** How well one codebook still fits new tracks. Tracks whose code was imputed, or is none, are left out. */
export interface CodebookDrift {
  /** Name of the codebook. */
  name: string;
  /** Training tracks compared with. */
  tracks: number;
  newTracks: number;
  /** Mean squared distance of the training tracks to their centroids. */
  distortion: number;
  /** The same of the new tracks. */
  newDistortion: number;
  /** New over old distortion: 1 = as well as the tracks that it was fitted on; NaN where either side has no track. */
  ratio: number;
  /** Share of the new tracks that lie farther from their centroids than 95 % of the training tracks; 0.05 = no drift. */
  outlierShare: number;
  /** Jensen-Shannon divergence of the shares of the clusters among new and training tracks, in bits, 0 to 1. */
  divergence: number;
}

/**
 * Compares new tracks, as `encode` gave them, with those that the codebooks were fitted on. Large ratios say that it is
 * time for a refit; a large divergence alone, that the catalogue grew in some directions more than in others.
 *
 * @throws {TokenizerInputError} on codes of another number of codebooks.
 */
export function measureDrift(
  { codebooks, tracks, trained }: TokenizerState,
  encoded: EncodedTracks,
): CodebookDrift[] {
  if (encoded.codes.length !== encoded.ids.length * codebooks.length) {
    throw new TokenizerInputError(`${codebooks.length} codes a track`, `${encoded.codes.length} codes`);
  }
  return codebooks.map(({ name, clusters }, position) => {
    const old = placesOf(tracks, position, codebooks.length, (track) => trained[track] === 1);
    const fresh = placesOf(encoded, position, codebooks.length, () => true);
    const distortion = mean(old.map((at) => tracks.distances[at]! ** 2));
    const newDistortion = mean(fresh.map((at) => encoded.distances[at]! ** 2));
    const distances = Float64Array.from(old, (at) => tracks.distances[at]!).toSorted();
    const usual = distances[Math.max(0, Math.ceil(0.95 * distances.length) - 1)] ?? NaN;
    return {
      name,
      tracks: old.length,
      newTracks: fresh.length,
      distortion,
      newDistortion,
      ratio: newDistortion === distortion ? 1 : newDistortion / distortion,
      outlierShare: mean(fresh.map((at) => (encoded.distances[at]! > usual ? 1 : 0))),
      divergence: divergence(sharesOf(tracks.codes, old, clusters), sharesOf(encoded.codes, fresh, clusters)),
    };
  });
}

function placesOf(
  { ids, codes, imputed }: EncodedTracks,
  position: number,
  width: number,
  counts: (track: number) => boolean,
): number[] {
  return [...ids.keys()]
    .filter(counts)
    .map((track) => track * width + position)
    .filter((at) => imputed[at] === 0 && codes[at] !== noCode);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sharesOf(codes: Uint16Array, places: number[], clusters: number): Float64Array {
  const shares = new Float64Array(clusters);
  for (const at of places) shares[codes[at]!]! += 1 / places.length;
  return shares;
}

/** ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q) / 2, in bits. */
function divergence(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  p.forEach((share, cluster) => {
    const other = q[cluster]!;
    const middle = (share + other) / 2;
    if (share > 0) sum += (share / 2) * Math.log2(share / middle);
    if (other > 0) sum += (other / 2) * Math.log2(other / middle);
  });
  return sum;
}
