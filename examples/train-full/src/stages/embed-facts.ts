import type { Track } from "@talkplay/datasets";
import type { Embeddings } from "@talkplay/music-tokenizer";

/** How much sharing a fact brings two tracks together: our choice, not tuned. */
const weights = { artist: 1, label: 0.8, album: 0.6, year: 0.8 };
const width = 192;

/**
 * The metadata modality of a model trained from scratch: tracks that share an artist, a label, an album or a year lie
 * close, so that a cluster means what listeners name ("same label", "from 2009"), and a model without any knowledge of
 * the world can learn what it means. Each value of a fact has a direction of its own, drawn at random from the seed
 * (random indexing, Kanerva et al. 2000), and a track is the weighted sum of its values'.
 *
 * The paper embeds this text with a large language model (§4.1); titles, which no two tracks share, are left to the
 * documents' embeddings.
 */
export function embedFacts({ tracks, seed }: { tracks: readonly Track[]; seed: number }): Embeddings {
  const directions = new Map<string, Float32Array>();
  const directionOf = (fact: string) => {
    const known = directions.get(fact) ?? randomDirection(`${seed} ${fact}`);
    directions.set(fact, known);
    return known;
  };
  const described = tracks.filter((track) => factsOf(track).length > 0);
  const rows = new Float32Array(described.length * width);
  described.forEach((track, place) => {
    const row = rows.subarray(place * width, (place + 1) * width);
    for (const { fact, weight } of factsOf(track)) {
      directionOf(fact).forEach((value, column) => (row[column]! += weight * value));
    }
    const length = Math.hypot(...row);
    row.forEach((value, column) => (row[column] = value / length));
  });
  return { ids: described.map(({ id }) => id), rows, width };
}

function factsOf({ artists, label, album, year }: Track): { fact: string; weight: number }[] {
  return [
    ...artists.map((artist) => ({ fact: `artist ${artist}`, weight: weights.artist / artists.length })),
    ...(label ? [{ fact: `label ${label}`, weight: weights.label }] : []),
    ...(album ? [{ fact: `album ${album}`, weight: weights.album }] : []),
    ...(year ? [{ fact: `year ${year}`, weight: weights.year }] : []),
  ];
}

/** A unit vector that depends on the text alone: xorshift32 seeded by FNV-1a. */
function randomDirection(text: string): Float32Array {
  let state = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    state = Math.imul(state ^ text.charCodeAt(place), 0x01000193);
  }
  state |= 1;
  return new Float32Array(width).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state & 1024 ? 1 : -1) / Math.sqrt(width);
  });
}
