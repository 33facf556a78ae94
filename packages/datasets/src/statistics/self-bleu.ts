/** Longest run of words that is compared. */
const ORDER = 4;
/** In place of no match at all; the first smoothing of Chen and Cherry (2014). */
const SMALLEST_MATCH = 0.1;

/** How often a run of words occurs in the text that has it most often, and in the next one. */
interface Commonest {
  times: number;
  text: number;
  timesElsewhere: number;
}

/**
 * Self-BLEU of a set of texts (Zhu et al., 2018, "Texygen"): the mean of each text's BLEU-4 against all the others, with
 * equal weights and Chen and Cherry's first smoothing. 0 for texts that have nothing in common, 1 for copies; it grows
 * with the number of texts, so compare equal numbers. Linear in the words.
 *
 * @param texts each as its words.
 * @throws {RangeError} for fewer than two texts, or one without words.
 */
export function selfBleu(texts: readonly (readonly string[])[]): number {
  if (texts.length < 2 || texts.some((text) => text.length === 0)) {
    throw new RangeError(`Self-BLEU takes two texts or more, each with a word or more; got ${texts.length}.`);
  }
  const logPrecisions = new Float64Array(texts.length);
  const nothingShared = new Set<number>();
  for (let order = 1; order <= ORDER; order++) {
    const runs = texts.map((text) => countRuns(text, order));
    const commonest = commonestOf(runs);
    for (const [text, counts] of runs.entries()) {
      let matches = 0;
      for (const [run, times] of counts) {
        const { text: owner, times: most, timesElsewhere } = commonest.get(run) as Commonest;
        matches += Math.min(times, owner === text ? timesElsewhere : most);
      }
      if (order === 1 && matches === 0) nothingShared.add(text);
      const possible = Math.max((texts[text] as readonly string[]).length - order + 1, 1);
      logPrecisions[text]! += Math.log((matches === 0 ? SMALLEST_MATCH : matches) / possible) / ORDER;
    }
  }
  const lengths = new Map<number, number>();
  for (const { length } of texts) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const sum = texts.reduce((total, { length }, text) => {
    if (nothingShared.has(text)) return total;
    const closest = closestLength(length, lengths);
    const brevity = length >= closest ? 1 : Math.exp(1 - closest / length);
    return total + brevity * Math.exp(logPrecisions[text] as number);
  }, 0);
  return sum / texts.length;
}

function countRuns(text: readonly string[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= text.length; start++) {
    const run = text.slice(start, start + order).join(" ");
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

function commonestOf(runs: readonly ReadonlyMap<string, number>[]): Map<string, Commonest> {
  const commonest = new Map<string, Commonest>();
  for (const [text, counts] of runs.entries()) {
    for (const [run, times] of counts) {
      const known = commonest.get(run);
      if (known === undefined) commonest.set(run, { times, text, timesElsewhere: 0 });
      else if (times > known.times) commonest.set(run, { times, text, timesElsewhere: known.times });
      else known.timesElsewhere = Math.max(known.timesElsewhere, times);
    }
  }
  return commonest;
}

/** The nearest length of another text; of two as near, the shorter. */
function closestLength(length: number, lengths: ReadonlyMap<number, number>): number {
  let closest = Infinity;
  for (const [other, texts] of lengths) {
    if (other === length && texts === 1) continue;
    const nearer = Math.abs(other - length) - Math.abs(closest - length);
    if (nearer < 0 || (nearer === 0 && other < closest)) closest = other;
  }
  return closest;
}
