import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Track } from "../../types/track.ts";
import { durationChangeHints, durationHints } from "../hints/duration-hints.ts";
import { energyChangeHints, energyHints } from "../hints/energy-hints.ts";
import type { Hint } from "../hints/hint.ts";
import { contrastHints, nameHints } from "../hints/relation-hints.ts";
import { droppedTagHints, genreHints, tagHints } from "../hints/tag-hints.ts";
import { titleThemeHints, titleWordHints } from "../hints/title-hints.ts";
import { yearChangeHints, yearHints } from "../hints/year-hints.ts";
import type { QueryContext } from "./query-context.ts";

/** No query says more than this about its track. */
const MOST_HINTS = 4;

/** A query that is not tied to the track before by release or artist says at least this much, if it can. */
const FEWEST_HINTS = 2;

/**
 * Chooses what a query says about the track it leads to. The probabilities are set so that the shares of queries
 * which name a tag, a year, a length and so on are those of written conversations (`mentionRates`).
 */
export function chooseHints(context: QueryContext): Hint[] {
  const { place, relation, random } = context;
  const chosen =
    place === "open"
      ? openingHints(context)
      : relation === "none"
        ? freeHints(context)
        : relatedHints(context);
  const missing = (relation === "none" ? FEWEST_HINTS : 1) - chosen.length;
  if (missing <= 0) return random.shuffled(chosen).slice(0, MOST_HINTS);
  const tags = tagHints(context).slice(0, 1);
  const further = [
    durationOrChange(context),
    tags.length > 0 ? tags : genreHints(context),
    yearOrChange(context),
  ];
  const said = new Set(chosen.map(({ claim }) => claim.kind));
  const unsaid = further.map((hints) => hints.filter(({ claim }) => !said.has(claim.kind)));
  return random.shuffled([...chosen, ...someOf(random, missing, unsaid)]);
}

function openingHints(context: QueryContext): Hint[] {
  const { random, track } = context;
  const tags = tagHints(context).slice(0, random.chance(0.65) ? 2 : 1);
  return [
    ...tags,
    ...(tags.length === 0 || random.chance(0.15) ? genreHints(context) : []),
    ...maybe(random, track.energy === 2 ? 0.12 : 0.75, energyHints(context)),
    ...maybe(random, 0.24, yearHints(context)),
    ...maybe(random, 0.42, durationHints(context)),
    ...maybe(random, 0.16, titleHints(context)),
    ...maybe(random, 0.1, nameHints(context)),
  ];
}

function freeHints(context: QueryContext): Hint[] {
  const { random, track, previous } = context;
  const allTags = tagHints(context);
  const newTags = allTags.filter((hint) => isNewTag(hint, previous));
  const tags =
    newTags.length > 0
      ? maybe(random, 0.8, newTags.slice(0, random.chance(0.5) ? 2 : 1))
      : maybe(random, 0.5, allTags.slice(0, 1));
  const genre =
    track.genre === previous?.genre
      ? maybe(random, 0.06, genreHints(context))
      : maybe(random, 0.5, genreHints(context));
  return [
    ...(tags.length > 0 && (genre.length === 0 || random.chance(0.5)) ? tags : genre),
    ...maybe(random, 0.12, droppedTagHints(context)),
    ...maybe(random, track.energy === previous?.energy ? 0.1 : 0.75, energyOrChange(context)),
    ...maybe(random, track.year === previous?.year ? 0.06 : 0.55, yearOrChange(context)),
    ...maybe(random, 0.55, durationOrChange(context)),
    ...maybe(random, 0.17, titleHints(context)),
    ...maybe(random, 0.16, contrastHints(context)),
    ...maybe(random, 0.02, nameHints(context)),
  ];
}

function relatedHints(context: QueryContext): Hint[] {
  const { random, track, previous, relation } = context;
  const allTags = tagHints(context);
  const newTags = allTags.filter((hint) => isNewTag(hint, previous));
  return [
    ...maybe(random, 0.5, newTags.slice(0, 1)),
    ...maybe(random, 0.08, allTags.slice(0, 1)),
    ...maybe(random, track.energy === previous?.energy ? 0.08 : 0.7, energyOrChange(context)),
    ...maybe(
      random,
      relation === "artist" && track.year !== previous?.year ? 0.6 : 0.02,
      yearOrChange(context),
    ),
    ...maybe(random, 0.62, durationOrChange(context)),
    ...maybe(random, 0.17, titleHints(context)),
    ...maybe(
      random,
      relation === "release" && track.artists[0] !== previous?.artists[0] ? 0.35 : 0,
      contrastHints(context),
    ),
  ];
}

function isNewTag({ claim }: Hint, previous: Track | undefined): boolean {
  return claim.kind === "tag" && !previous?.tags?.includes(claim.tag);
}

function energyOrChange(context: QueryContext): Hint[] {
  return someOf(context.random, 1, [...repeated(2, energyChangeHints(context)), energyHints(context)]);
}

function yearOrChange(context: QueryContext): Hint[] {
  return someOf(context.random, 1, [...repeated(4, yearChangeHints(context)), yearHints(context)]);
}

function durationOrChange(context: QueryContext): Hint[] {
  return someOf(context.random, 1, [...repeated(3, durationChangeHints(context)), durationHints(context)]);
}

function titleHints(context: QueryContext): Hint[] {
  return someOf(context.random, 1, [...repeated(5, titleThemeHints(context)), titleWordHints(context)]);
}

/** Makes a group of hints that many times as likely as the others. */
function repeated(times: number, hints: readonly Hint[]): (readonly Hint[])[] {
  return Array.from({ length: times }, () => hints);
}

/** The hints with a probability, else none; a list of alternatives gives one. */
function maybe(random: SeededRandom, probability: number, hints: readonly Hint[]): Hint[] {
  if (hints.length === 0 || !random.chance(probability)) return [];
  return hints.every(({ noun }) => noun !== undefined) ? [...hints] : [random.pick(hints)];
}

/** Hints of some of the groups that have any. */
function someOf(random: SeededRandom, count: number, groups: readonly (readonly Hint[])[]): Hint[] {
  const filled = groups.filter((group) => group.length > 0);
  return random
    .shuffled(filled)
    .slice(0, count)
    .map((group) => random.pick(group));
}
