import { lines } from "../grammar/lines.ts";
import type { Hint, HintContext } from "./hint.ts";

/** Adjectives for each energy. */
export const LEVEL_ADJECTIVES = {
  1: [
    "quiet",
    "calm",
    "soft",
    "mellow",
    "gentle",
    "hushed",
    "low-key",
    "very calm",
    "very quiet",
    "low-energy",
    "soothing",
    "slow, quiet",
  ],
  2: [
    "medium-energy",
    "mid-energy",
    "steady",
    "easygoing",
    "moderate",
    "even-tempered",
    "ambling",
    "balanced",
  ],
  3: ["high-energy", "loud", "full-energy", "wild", "intense", "full-power", "energetic", "hard-hitting"],
} as const;

const LEVEL_ASIDES = {
  1: lines(`
    nothing that startles
    low energy please
    very low energy
    nice and quiet
    as quiet as you can get
    nothing loud
    super low energy
    keep it soft
    keep it quiet
    practically no energy at all
    nothing that demands my attention
    at a whisper
    the calmer the better
    hardly stirring
  `),
  2: lines(`
    medium energy
    mid energy
    nothing too wild
    not too sleepy
    not too mellow, not too loud
    a steady middle gear
    grooving without going wild
    neither sleepy nor frantic
  `),
  3: lines(`
    full energy
    high energy
    full power
    top energy
    flat out
    full tilt
    zero chill
    as loud as it gets
    energy maxed out
    crank it
    with the energy right up
    full blast
    nothing under full intensity
  `),
} as const;

const CHANGE = {
  up: {
    adjectives: ["livelier", "louder", "more energetic", "bouncier"],
    asides: lines(`
      a bit more energy
      with more energy
      a little livelier
      up a notch
      with a bit more push
      more awake
      turn the energy up
      a step up in energy
      wake me up a bit
      with more pep in it
      crank it up
      give it more drive
    `),
  },
  down: {
    adjectives: ["calmer", "softer", "quieter", "mellower", "more relaxed", "slower, softer"],
    asides: lines(`
      a bit calmer
      calmer please
      less energy
      with less energy
      down a notch
      turn it down a notch
      ease off one notch
      bring everything down
      cool it off
      a little softer
      take some of the intensity out
      a step lower in energy
      quieter now
      back down
    `),
  },
  same: {
    adjectives: [],
    asides: lines(`
      same energy
      just as lively as this
      keep the energy there
      same intensity
      same level of energy
      stay at this volume
      similar energy
      don't change the energy
      same mood and energy
    `),
  },
} as const;

/** Asks for the track's energy as such. */
export function energyHints({ track, random }: HintContext): Hint[] {
  if (track.energy === undefined) return [];
  const level = track.energy;
  return [
    {
      claim: { kind: "energy", level },
      adjective: random.pick(LEVEL_ADJECTIVES[level]),
      aside: random.pick(LEVEL_ASIDES[level]),
    },
  ];
}

/** Asks for more, less or the same energy as before. */
export function energyChangeHints({ track, previous, random }: HintContext): Hint[] {
  if (track.energy === undefined || previous?.energy === undefined) return [];
  const change = track.energy > previous.energy ? "up" : track.energy < previous.energy ? "down" : "same";
  const { adjectives, asides } = CHANGE[change];
  return [
    {
      claim: { kind: "energyChange", change },
      adjective: adjectives.length > 0 ? random.pick<string>(adjectives) : undefined,
      aside: random.pick(asides),
    },
  ];
}
