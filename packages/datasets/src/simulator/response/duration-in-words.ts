import type { SeededRandom } from "../../random/seeded-random.ts";
import { countInWords, halfMinutesInWords } from "../hints/numbers.ts";

/** A length as it is spoken, and the seconds between which it is true. */
export interface SpokenDuration {
  text: string;
  from: number;
  to: number;
}

/** Says a length: exactly, to the half minute, or as a little more or less than whole minutes. */
export function durationInWords(seconds: number, random: SeededRandom): SpokenDuration {
  const exact = { from: seconds - 0.5, to: seconds + 0.5 };
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  if (seconds < 45 || (seconds < 100 && random.chance(0.7)))
    return { text: `${countInWords(Math.round(seconds))} seconds`, ...exact };
  if (rest <= 2 && minutes >= 1 && random.chance(0.6)) {
    const whole = halfMinutesInWords(minutes * 2);
    return {
      text: random.pick([`exactly ${whole}`, `${whole} flat`, `${whole} on the dot`]),
      from: minutes * 60 - 0.5,
      to: minutes * 60 + 2.5,
    };
  }
  if (random.chance(0.2) && minutes >= 1) {
    return { text: `${minutes}:${String(rest).padStart(2, "0")}`, ...exact };
  }
  if (random.chance(0.5) && minutes >= 1 && minutes <= 12 && rest >= 5) {
    const whole = minutes === 1 ? "one minute" : `${countInWords(minutes)} minutes`;
    return {
      text: random.pick([`${whole} ${countInWords(rest)}`, `${whole} and ${countInWords(rest)} seconds`]),
      ...exact,
    };
  }
  return rounded(seconds, random);
}

function rounded(seconds: number, random: SeededRandom): SpokenDuration {
  const halves = Math.max(1, Math.round(seconds / 30));
  const nearest = halves * 30;
  const words = halfMinutesInWords(halves);
  const offset = seconds - nearest;
  if (Math.abs(offset) <= 5) {
    return { text: random.pick([words, words, `about ${words}`]), from: nearest - 6, to: nearest + 6 };
  }
  if (offset < 0) {
    const text = random.pick([
      `just under ${words}`,
      `nearly ${words}`,
      `not quite ${words}`,
      `almost ${words}`,
      `close to ${words}`,
      `under ${words}`,
    ]);
    return { text, from: nearest - 16, to: nearest };
  }
  const text = random.pick([
    `just over ${words}`,
    `a little over ${words}`,
    `${words} and a bit`,
    `a bit more than ${words}`,
    `over ${words}`,
  ]);
  return { text, from: nearest, to: nearest + 16 };
}

/** "about a minute longer", "twelve seconds shorter"; undefined when the difference is nothing to speak of. */
export function durationDifferenceInWords(seconds: number, random: SeededRandom): SpokenDuration | undefined {
  const size = Math.abs(seconds);
  const direction = seconds > 0 ? "longer" : "shorter";
  const signed = (text: string, low: number, high: number): SpokenDuration =>
    seconds > 0 ? { text, from: low, to: high } : { text, from: -high, to: -low };
  if (size < 4) return undefined;
  if (size <= 25) {
    const text = random.pick([
      `${countInWords(Math.round(size))} seconds ${direction}`,
      `a few seconds ${direction}`,
      `a shade ${direction}`,
    ]);
    return signed(text, size - 0.5, size + 0.5);
  }
  if (size <= 45)
    return signed(
      random.pick([`a bit ${direction}`, `half a minute or so ${direction}`, `a touch ${direction}`]),
      20,
      50,
    );
  if (size <= 75)
    return signed(random.pick([`about a minute ${direction}`, `a minute or so ${direction}`]), 45, 80);
  const text = random.pick([
    `a good deal ${direction}`,
    `much ${direction}`,
    `far ${direction}`,
    `a lot ${direction}`,
    `markedly ${direction}`,
    `distinctly ${direction}`,
    `noticeably ${direction}`,
    `a fair bit ${direction}`,
    `clearly ${direction}`,
  ]);
  return signed(text, 75, 1e6);
}
