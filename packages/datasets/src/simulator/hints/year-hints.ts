import { countInWords } from "./numbers.ts";
import type { Hint, HintContext } from "./hint.ts";

const FOREVER = 10_000;

/** Asks for the year, nearly the year, or the years around it. */
export function yearHints({ track, random }: HintContext): Hint[] {
  const { year } = track;
  if (year === undefined) return [];
  const near = year + random.below(3) - 1;
  const exactly = random.pick([
    `from ${year}`,
    `from ${year}`,
    `${year} only`,
    `${year} please`,
    `strictly ${year}`,
    `out of ${year}`,
    `a ${year} one`,
    `dated ${year}`,
    `vintage ${year}`,
  ]);
  const around = random.pick(AROUND).replace("{year}", String(near));
  const hints: Hint[] = [
    { claim: { kind: "years", from: year, to: year }, after: `from ${year}`, aside: exactly },
    { claim: { kind: "years", from: near - 1, to: near + 1 }, after: `from around ${near}`, aside: around },
  ];
  const era = ERAS.find(({ from, to }) => year >= from && year <= to);
  if (era !== undefined) {
    const text = random.pick(era.texts);
    hints.push({
      claim: { kind: "years", from: era.from, to: era.to },
      after: `from the ${text}`,
      aside: text,
    });
  }
  return hints;
}

const AROUND = [
  "from around {year}",
  "{year} or so",
  "{year}-ish",
  "from {year} or thereabouts",
  "roughly {year}",
  "around {year}",
  "from {year} or around",
  "{year} or close to it",
  "circa {year}",
  "give or take {year}",
  "somewhere near {year}",
  "within reach of {year}",
];

const ERAS = [
  { from: 0, to: 1969, texts: ["really old days", "first half of the last century or a bit after"] },
  { from: 1980, to: 1989, texts: ["eighties"] },
  { from: 1990, to: 1999, texts: ["nineties"] },
  { from: 2000, to: 2003, texts: ["early 2000s", "turn of the millennium"] },
  { from: 2004, to: 2006, texts: ["mid 2000s", "mid-2000s", "middle of the 2000s"] },
  { from: 2007, to: 2009, texts: ["late 2000s", "end of the 2000s"] },
  { from: 2010, to: 2014, texts: ["early 2010s", "start of the 2010s"] },
];

/** Asks for something newer, older or of the same year. */
export function yearChangeHints({ track, previous, random }: HintContext): Hint[] {
  if (track.year === undefined || previous?.year === undefined) return [];
  const years = track.year - previous.year;
  if (years === 0) {
    const aside = random.pick([
      "same year",
      "same year",
      "still the same year",
      "same year please",
      `still ${track.year}`,
      "stay in that year",
    ]);
    return [{ claim: { kind: "yearChange", from: 0, to: 0 }, after: "from the same year", aside }];
  }
  const [adjective, more] = years > 0 ? ["newer", NEWER] : ["older", OLDER];
  const sign = Math.sign(years);
  const bounds = (low: number, high: number) => ({
    from: Math.min(sign * low, sign * high),
    to: Math.max(sign * low, sign * high),
  });
  const distance = Math.abs(years);
  const amount =
    distance === 1
      ? ["a year", "one year"]
      : distance === 2
        ? ["two years", "a couple of years"]
        : [`${countInWords(distance)} years`, "a few years"];
  const loose = random.pick(more);
  const exact = `${random.pick(amount)} ${random.pick(years > 0 ? ["newer", "newer", "later", "on"] : ["older", "older", "earlier", "back"])}`;
  const after = years === 1 ? "from the year after" : years === -1 ? "from the year before" : undefined;
  return [
    {
      claim: { kind: "yearChange", ...bounds(1, FOREVER) },
      adjective,
      aside: loose,
    },
    { claim: { kind: "yearChange", ...bounds(distance, distance) }, after, aside: exact },
  ];
}

const NEWER = [
  "newer",
  "more recent",
  "something newer",
  "newer this time",
  "a bit newer",
  "newer is fine",
  "forward in time",
  "more up to date",
];
const OLDER = [
  "older",
  "something older",
  "an older one",
  "older this time",
  "back in time",
  "a bit older",
  "older is fine",
  "from further back",
];
