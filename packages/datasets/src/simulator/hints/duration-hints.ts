import { lines } from "../grammar/lines.ts";
import { halfMinutesInWords } from "./numbers.ts";
import type { Hint, HintContext } from "./hint.ts";

const FOREVER = 1e6;

const CHANGE_WORDS = {
  longer: {
    slight: lines(`
      a bit longer
      a touch longer
      slightly longer
      a little longer
      a shade longer
      a tad longer
      a few seconds longer is fine
      just a little longer
      a smidge longer
      maybe a bit longer
    `),
    plain: lines(`
      longer
      longer now
      longer this time
      a longer one
      but longer
      and longer
      maybe longer
      let it run longer
      let it stretch out
      let it breathe
      give it some room
      longer if possible
      make it longer
      and let it go on
    `),
    large: lines(`
      much longer
      a good deal longer
      a lot longer
      far longer
      considerably longer
      a good bit longer
      and don't you dare make it short
      well beyond that length
    `),
  },
  shorter: {
    slight: lines(`
      a bit shorter
      a touch shorter
      slightly shorter
      a little shorter
      a shade shorter
      a tad shorter
      shorter by a hair
      only a little shorter
      a smidge shorter
      lil bit shorter
    `),
    plain: lines(`
      shorter
      shorter now
      shorter this time
      a shorter one
      but shorter
      and shorter
      shorter if possible
      more compact
      keep it short
      something snappier
      quicker this time
      not so long this time
      and cut it down
    `),
    large: lines(`
      much shorter
      a good deal shorter
      a lot shorter
      far shorter
      way shorter
      really short this time
      a good bit shorter
    `),
  },
  same: lines(`
    about the same length
    same length
    roughly the same length
    about as long
    same size
    similar length
    of similar length
    same length more or less
  `),
} as const;

/** Compares the track's length with the one before. */
export function durationChangeHints({ track, previous, random }: HintContext): Hint[] {
  if (track.durationMs === undefined || previous?.durationMs === undefined) return [];
  const seconds = (track.durationMs - previous.durationMs) / 1000;
  if (Math.abs(seconds) <= 12) {
    return [{ claim: { kind: "durationChange", from: -15, to: 15 }, aside: random.pick(CHANGE_WORDS.same) }];
  }
  const direction = seconds > 0 ? "longer" : "shorter";
  const size = Math.abs(seconds) <= 50 ? "slight" : Math.abs(seconds) <= 150 ? "plain" : "large";
  const words = CHANGE_WORDS[direction];
  const between = (low: number, high: number): Hint["claim"] =>
    seconds > 0
      ? { kind: "durationChange", from: low, to: high }
      : { kind: "durationChange", from: -high, to: -low };
  const claim =
    size === "slight" ? between(5, 60) : size === "plain" ? between(5, FOREVER) : between(90, FOREVER);
  const hints: Hint[] = [
    { claim, adjective: direction, aside: random.pick(random.chance(0.6) ? words[size] : words.plain) },
  ];
  if (Math.abs(Math.abs(seconds) - 60) <= 12) {
    hints.push({
      claim: between(45, 75),
      aside: random.pick([
        `a minute ${direction}`,
        `about a minute ${direction}`,
        `maybe a minute ${direction}`,
      ]),
    });
  }
  const ratio = track.durationMs / previous.durationMs;
  if (ratio > 1.8 && ratio < 2.2) {
    hints.push({
      claim: { kind: "durationRatio", from: 1.75, to: 2.25 },
      aside: random.pick(["about twice as long", "twice the length", "make it twice as long"]),
    });
  }
  if (ratio > 0.44 && ratio < 0.56) {
    hints.push({
      claim: { kind: "durationRatio", from: 0.42, to: 0.58 },
      aside: random.pick(["about half the length", "half as long", "roughly half that"]),
    });
  }
  return hints;
}

/** States the track's length, roughly or as a bound. */
export function durationHints({ track, random }: HintContext): Hint[] {
  if (track.durationMs === undefined || track.durationMs === 0) return [];
  const seconds = track.durationMs / 1000;
  const hints: Hint[] = [];
  const halves = Math.round(seconds / 30);
  if (halves >= 1 && halves <= 40 && Math.abs(seconds - halves * 30) <= 14) {
    const about = spoken(halves, random.chance(0.2));
    const aside = random.pick([
      `about ${about}`,
      `${about} or so`,
      `around ${about}`,
      `${about}-ish`,
      `${about}, roughly`,
      `${about} or thereabouts`,
    ]);
    hints.push({
      claim: { kind: "duration", from: halves * 30 - 15, to: halves * 30 + 15 },
      after: `of about ${about}`,
      aside,
    });
  }
  const above = Math.ceil(seconds / 60);
  if (above >= 1 && above <= 30 && above * 60 - seconds <= 45) {
    const bound = spoken(above * 2, random.chance(0.2));
    const aside = random.pick([
      `under ${bound}`,
      `under ${bound}`,
      `${bound} at most`,
      `nothing over ${bound}`,
      `no longer than ${bound}`,
      `below ${bound}`,
      `${bound} tops`,
      `just under ${bound}`,
    ]);
    hints.push({
      claim: { kind: "duration", from: aside.startsWith("just") ? above * 60 - 45 : 0, to: above * 60 },
      after: `under ${bound}`,
      aside,
    });
  }
  const below = Math.floor(seconds / 60);
  if (below >= 3 && below <= 30 && seconds - below * 60 <= 45) {
    const bound = spoken(below * 2, random.chance(0.2));
    const aside = random.pick([
      `over ${bound}`,
      `over ${bound}`,
      `${bound} at least`,
      `more than ${bound}`,
      `${bound} or more`,
      `${bound} minimum`,
      `past ${bound}`,
    ]);
    hints.push({
      claim: { kind: "duration", from: below * 60, to: FOREVER },
      after: `of over ${bound}`,
      aside,
    });
  }
  const extreme = EXTREMES.find(({ from, to }) => seconds >= from && seconds <= to);
  if (extreme === undefined) return hints;
  const { from, to, adjectives, asides } = extreme;
  const claim = { kind: "duration", from, to } as const;
  const loose = { claim, adjective: random.pick(adjectives), aside: random.pick(asides) };
  return random.chance(0.6) ? [loose] : [...hints, loose];
}

function spoken(halves: number, digits: boolean): string {
  return digits && halves % 2 === 0 && halves > 2
    ? `${halves / 2} ${halves > 8 ? "minutes" : "min"}`
    : halfMinutesInWords(halves);
}

const EXTREMES = [
  {
    from: 0,
    to: 95,
    adjectives: ["tiny", "very short", "really short", "super quick"],
    asides: [
      "just a scrap",
      "tiny",
      "very short",
      "really short",
      "a real short one",
      "in and out",
      "only a small one",
      "super quick",
      "blink and it's gone",
    ],
  },
  {
    from: 96,
    to: 170,
    adjectives: ["short", "brief", "quick", "compact", "bite-size", "small"],
    asides: [
      "keep it short",
      "short",
      "on the short side",
      "on the brief side",
      "short and sweet",
      "something brief",
      "nothing long",
      "a quick one",
      "short please",
    ],
  },
  {
    from: 345,
    to: 600,
    adjectives: ["long", "proper long", "patient", "unhurried"],
    asides: [
      "long",
      "long please",
      "with room to build",
      "let it play for a while",
      "nice and long",
      "take your time with it",
      "on the long side",
      "in no hurry",
      "with room to stretch",
    ],
  },
  {
    from: 601,
    to: FOREVER,
    adjectives: ["very long", "really long", "endless", "extra long"],
    asides: [
      "as long as you like",
      "among the longest you've got",
      "one of your longest",
      "very long",
      "the longer the better",
      "one monster of a track",
      "a really long one",
      "well past ten minutes",
      "something that goes on and on",
    ],
  },
] as const;
