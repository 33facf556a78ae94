import { mulberry32 } from "../mulberry32.ts";

const modalities = 5;

/**
 * Codes as a catalogue's: clusters of Zipf-distributed size (exponent 1), in another order for each modality; and
 * queries, half of them a track's own code, half drawn code by code, every fourth with one code drawn anew.
 */
export function simulateCatalogue({
  tracks,
  clusters,
  queries,
  seed,
}: {
  tracks: number;
  clusters: number;
  queries: number;
  seed: number;
}): { codes: Uint16Array; queries: Uint16Array } {
  const random = mulberry32(seed);
  const cumulative = new Float64Array(clusters);
  let total = 0;
  for (let rank = 0; rank < clusters; rank++) cumulative[rank] = total += 1 / (rank + 1);
  const clusterOf = Array.from({ length: modalities }, () => shuffled(clusters, random));
  const draw = (modality: number) => {
    const at = random() * total;
    let [low, high] = [0, clusters - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return clusterOf[modality]![low]!;
  };
  const codes = new Uint16Array(tracks * modalities);
  for (let i = 0; i < codes.length; i++) codes[i] = draw(i % modalities);
  const asked = new Uint16Array(queries * modalities);
  for (let query = 0; query < queries; query++) {
    const track = Math.floor(random() * tracks);
    for (let m = 0; m < modalities; m++)
      asked[query * modalities + m] = query % 2 === 0 ? codes[track * modalities + m]! : draw(m);
    if (query % 4 === 2) {
      const modality = Math.floor(random() * modalities);
      asked[query * modalities + modality] = draw(modality);
    }
  }
  return { codes, queries: asked };
}

function shuffled(length: number, random: () => number): Uint16Array {
  const order = Uint16Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
