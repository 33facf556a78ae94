import { genreNouns, tagWording, UNSPOKEN_TAGS } from "../grammar/tag-wording.ts";
import { TAG_IMAGES } from "../grammar/tag-images.ts";
import type { Hint, HintContext } from "./hint.ts";

/** Tags of the track, those that the track before lacks first; how many of them is the caller's choice. */
export function tagHints({ track, previous, random }: HintContext): Hint[] {
  const spoken = (track.tags ?? []).filter((tag) => !UNSPOKEN_TAGS.has(tag));
  const isNew = (tag: string) => !(previous?.tags ?? []).includes(tag);
  const ordered = random.shuffled(spoken).toSorted((a, b) => Number(isNew(b)) - Number(isNew(a)));
  return ordered.map((tag) => {
    const { nouns, adjectives, features } = tagWording(tag);
    const adjective = random.pick(adjectives);
    const feature = random.pick(features);
    const kept = previous !== undefined && !isNew(tag);
    return {
      claim: { kind: "tag", tag },
      noun: random.pick(nouns),
      adjective,
      after: `with ${feature}`,
      aside: random.pick([
        `with ${feature}`,
        kept ? `still ${adjective}` : `something ${adjective}`,
        kept ? `just as ${adjective}` : `on the ${adjective} side`,
        kept ? `${adjective} as before` : `leaning ${adjective}`,
        kept ? `equally ${adjective}` : `make that ${adjective}`,
        kept ? `keep it ${adjective}` : `anything ${adjective}`,
        `plus ${feature}`,
        `bring ${feature}`,
        `there should be ${feature}`,
        `I want ${feature}`,
        random.pick(TAG_IMAGES.get(tag) ?? [`with ${feature}`]),
      ]),
    };
  });
}

/** Tags that the track before has and this one lacks. */
export function droppedTagHints({ track, previous, random }: HintContext): Hint[] {
  if (track.tags === undefined) return [];
  const dropped = (previous?.tags ?? []).filter(
    (tag) => !track.tags?.includes(tag) && !UNSPOKEN_TAGS.has(tag),
  );
  return dropped.map((tag) => {
    const noun = plainNoun(tag);
    const text = random.pick(DROPPED).replace("{noun}", noun);
    return { claim: { kind: "withoutTag", tag }, after: `without the ${noun}`, aside: text };
  });
}

const DROPPED = [
  "without the {noun}",
  "no {noun} this time",
  "drop the {noun}",
  "leave out the {noun}",
  "no more {noun}",
  "enough {noun} for now",
  "minus the {noun}",
  "skipping the {noun}",
  "spare me the {noun}",
  "I'm done with {noun}",
  "lose the {noun}",
  "hold the {noun}",
];

/** The genre, as a thing. */
export function genreHints({ track, previous, random }: HintContext): Hint[] {
  const { genre } = track;
  if (genre === undefined) return [];
  const noun = random.pick(genreNouns(genre));
  return [
    {
      claim: { kind: "genre", genre },
      noun,
      aside: previous?.genre === genre ? `still ${genreNouns(genre)[0]}` : noun,
    },
  ];
}

function plainNoun(tag: string): string {
  const [noun = tag] = tagWording(tag).nouns;
  return noun.replace(/^(an?|some) /, "");
}
