import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Claim } from "../claims/claim.ts";
import { ENERGY_CHANGE_FACTS, ENERGY_FACTS, THEME_FACTS } from "../grammar/response-frames.ts";
import { genreNouns, tagWording, UNSPOKEN_TAGS } from "../grammar/tag-wording.ts";
import { TITLE_THEMES } from "../grammar/title-themes.ts";
import { LEVEL_ADJECTIVES } from "../hints/energy-hints.ts";
import { isSpeakable } from "../hints/relation-hints.ts";
import { bare, nounPhrase } from "../query/noun-phrase.ts";
import type { ResponseContext } from "./response-context.ts";
import { durationDifferenceInWords, durationInWords } from "./duration-in-words.ts";

/** Something true of the track, as it stands between commas. */
export interface Fact {
  text: string;
  claims: Claim[];
}

/** No response states more facts than this. */
const MOST_FACTS = 4;

/**
 * Chooses what a response says of its track, as often as written responses do: its length in 72 % of them, a tag in
 * 55 %, the year in 26 %, the album in 17 %, the energy in 25 %. What was asked for is taken up first.
 */
export function chooseFacts(context: ResponseContext): Fact[] {
  const { random, asked, relation } = context;
  const isAsked = (...kinds: Claim["kind"][]) => asked.some(({ kind }) => kinds.includes(kind));
  const musicAndLength = [
    ...musicFacts(context),
    ...maybe(
      random,
      isAsked("duration", "durationChange", "durationRatio") ? 0.9 : 0.6,
      lengthFacts(context),
    ),
  ];
  const energySaid = musicAndLength.some(({ claims }) => claims.some(({ kind }) => kind === "energy"));
  const facts: Fact[] = [
    ...musicAndLength,
    ...(relation === "none" ? [] : maybe(random, 0.3, relationFacts(context))),
    ...maybe(random, isAsked("years", "yearChange") ? 0.6 : 0.13, yearFacts(context)),
    ...maybe(random, energySaid ? 0 : isAsked("energy", "energyChange") ? 0.65 : 0.2, energyFacts(context)),
    ...maybe(random, relation === "none" ? 0.18 : 0.16, albumFacts(context)),
    ...maybe(random, isAsked("label", "sameLabel") ? 0.4 : 0.02, labelFacts(context)),
    ...maybe(random, 0.75, themeFacts(context)),
  ];
  if (facts.length < 2 && !musicAndLength.some(({ claims }) => claims[0]?.kind === "duration")) {
    facts.push(...lengthFacts(context));
  }
  if (facts.length < 2 && !isMusic(facts[0])) facts.push(...genreFacts(context));
  if (facts.length === 0) return [{ text: "one more for you", claims: [] }];
  const [first, ...others] = facts as [Fact, ...Fact[]];
  return joined(
    [first, ...(facts.length <= MOST_FACTS ? others : random.shuffled(others).slice(0, MOST_FACTS - 1))],
    random,
  );
}

/** Says what the music is and how long it lasts in one breath, more often than not: "three minutes of trip hop". */
function joined(facts: readonly Fact[], random: SeededRandom): Fact[] {
  const music = facts.find(isMusic);
  const length = facts.find(({ claims }) => claims[0]?.kind === "duration");
  if (music === undefined || length === undefined || !random.chance(0.75)) return [...facts];
  const text = random.pick(JOINTS).replace("{length}", length.text).replace("{music}", music.text);
  const others = facts.filter((fact) => fact !== music && fact !== length);
  return [{ text, claims: [...music.claims, ...length.claims] }, ...others];
}

const JOINTS = [
  "{length} of {music}",
  "{length} of {music}",
  "{length} of {music}",
  "{music} that lasts {length}",
  "{music} that runs for {length}",
  "{music} for {length}",
  "{music} that stops after {length}",
  "{music} and {length} of it",
  "{length}, all {music}",
  "{music}, {length} in all",
  "{music} clocking in at {length}",
  "{music} spread across {length}",
  "{length} given over to {music}",
  "{music} wrapped up in {length}",
  "{music}, done in {length}",
  "{length} worth of {music}",
  "{music} filling {length}",
  "{music} taking up {length}",
  "{music} packed into {length}",
  "{music} that wanders through {length}",
  "{length} spent on {music}",
];

function isMusic(fact: Fact | undefined): boolean {
  return fact?.claims.some(({ kind }) => kind === "tag" || kind === "genre") ?? false;
}

/** One or two tags as a thing: "smoky trip hop with some glitch in it". */
function musicFacts({ track, random, asked }: ResponseContext): Fact[] {
  if (!random.chance(0.68)) return [];
  const askedTags = new Set(asked.flatMap((claim) => (claim.kind === "tag" ? [claim.tag] : [])));
  const tags = (track.tags ?? []).filter((tag) => !UNSPOKEN_TAGS.has(tag));
  const [head, second] = random
    .shuffled(tags)
    .toSorted((a, b) => Number(askedTags.has(b)) - Number(askedTags.has(a)));
  if (head === undefined) return random.chance(0.5) ? genreFacts({ track, random }) : [];
  const noun = bare(random.pick(tagWording(head).nouns));
  if (second === undefined || random.chance(0.15)) {
    if (track.energy === undefined || random.chance(0.75))
      return [{ text: noun, claims: [{ kind: "tag", tag: head }] }];
    const text = nounPhrase([random.pick(LEVEL_ADJECTIVES[track.energy])], noun);
    return [
      {
        text,
        claims: [
          { kind: "tag", tag: head },
          { kind: "energy", level: track.energy },
        ],
      },
    ];
  }
  const { nouns, adjectives, features } = tagWording(second);
  const text = random.pick([
    nounPhrase([random.pick(adjectives)], noun),
    `${noun} with ${random.pick(features)}`,
    `${noun} and ${bare(random.pick(nouns))}`,
    `${noun} and ${bare(random.pick(nouns))}`,
    `${noun} crossed with ${bare(random.pick(nouns))}`,
    `${noun} meeting ${bare(random.pick(nouns))}`,
    `both ${noun} and ${bare(random.pick(nouns))}`,
    `${noun} that leans toward ${bare(random.pick(nouns))}`,
    `${bare(random.pick(nouns))} folded into ${noun}`,
    `${noun} flavoured by ${bare(random.pick(nouns))}`,
    `${noun} brushing against ${bare(random.pick(nouns))}`,
    `${bare(random.pick(nouns))} woven through ${noun}`,
    `${noun} alongside ${bare(random.pick(nouns))}`,
    `${noun} shot through with ${random.pick(features)}`,
    `${noun}, ${bare(random.pick(nouns))} included`,
    `${noun} carrying ${random.pick(features)}`,
    `${bare(random.pick(nouns))}-minded ${noun}`,
  ]);
  return [{ text, claims: [head, second].map((tag) => ({ kind: "tag", tag })) }];
}

function genreFacts({ track, random }: Pick<ResponseContext, "track" | "random">): Fact[] {
  const { genre } = track;
  return genre === undefined
    ? []
    : [{ text: bare(random.pick(genreNouns(genre))), claims: [{ kind: "genre", genre }] }];
}

function lengthFacts({ track, previous, random, asked }: ResponseContext): Fact[] {
  if (track.durationMs === undefined || track.durationMs === 0) return [];
  const seconds = track.durationMs / 1000;
  const compared = asked.some(({ kind }) => kind === "durationChange" || kind === "durationRatio");
  if (previous?.durationMs !== undefined && random.chance(compared ? 0.4 : 0.03)) {
    const difference = durationDifferenceInWords(seconds - previous.durationMs / 1000, random);
    if (difference !== undefined) {
      const { text, from, to } = difference;
      return [{ text, claims: [{ kind: "durationChange", from, to }] }];
    }
  }
  const { text, from, to } = durationInWords(seconds, random);
  return [
    {
      text,
      claims: [{ kind: "duration", from, to }],
    },
  ];
}

function relationFacts({ relation, random }: ResponseContext): Fact[] {
  return relation === "release"
    ? [{ text: random.pick(SAME_RELEASE), claims: [{ kind: "sameRelease", same: true }] }]
    : [{ text: random.pick(SAME_ARTIST), claims: [{ kind: "sameArtist", same: true }] }];
}

const SAME_RELEASE = [
  "from the same album",
  "off the same record",
  "same album",
  "same record",
  "also on that album",
  "from that very release",
  "off that same release",
  "its neighbour on the record",
  "another page of that album",
  "shared sleeve and all",
  "a sibling from that release",
  "lifted off the very same record",
];
const SAME_ARTIST = [
  "by the same hands",
  "same artist",
  "theirs as well",
  "by the same people",
  "the same artist again",
  "written by them again",
  "once more by them",
  "out of the same workshop",
  "their doing, too",
];

function yearFacts({ track, previous, random, asked }: ResponseContext): Fact[] {
  const { year } = track;
  if (year === undefined) return [];
  const compared = asked.some(({ kind }) => kind === "yearChange");
  if (compared && previous?.year !== undefined && random.chance(0.4)) {
    const years = year - previous.year;
    if (years === 0)
      return [
        {
          text: random.pick(["same year", "still the same year", `still ${year}`]),
          claims: [{ kind: "yearChange", from: 0, to: 0 }],
        },
      ];
    if (Math.abs(years) === 1)
      return [
        {
          text: `a year ${years > 0 ? "newer" : "older"}`,
          claims: [{ kind: "yearChange", from: years, to: years }],
        },
      ];
  }
  const text = random.pick([
    `from ${year}`,
    `from ${year}`,
    `out in ${year}`,
    `released in ${year}`,
    `${year}`,
    `a ${year} release`,
    `dated ${year}`,
    `issued in ${year}`,
    `published in ${year}`,
    `${year} vintage`,
    `which came out in ${year}`,
    `made public in ${year}`,
  ]);
  return [{ text, claims: [{ kind: "years", from: year, to: year }] }];
}

function energyFacts({ track, previous, random, asked }: ResponseContext): Fact[] {
  const level = track.energy;
  if (level === undefined) return [];
  const compared = asked.some(({ kind }) => kind === "energyChange");
  if (compared && previous?.energy !== undefined && random.chance(0.5)) {
    const change = level > previous.energy ? "up" : level < previous.energy ? "down" : "same";
    return [{ text: random.pick(ENERGY_CHANGE_FACTS[change]), claims: [{ kind: "energyChange", change }] }];
  }
  return [{ text: random.pick(ENERGY_FACTS[level]), claims: [{ kind: "energy", level }] }];
}

function albumFacts({ track, random }: ResponseContext): Fact[] {
  const { album } = track;
  if (!isSpeakable(album)) return [];
  if (track.artists.includes(album))
    return [{ text: "off the self-titled release", claims: [{ kind: "album", album }] }];
  const text = random.pick([
    `from the album ${album}`,
    `off ${album}`,
    `from ${album}`,
    `out of ${album}`,
    `found on ${album}`,
    `taken from ${album}`,
    `which lives on ${album}`,
    `part of ${album}`,
    `one of the pieces on ${album}`,
    `a chapter of ${album}`,
    `as heard on ${album}`,
  ]);
  return [{ text, claims: [{ kind: "album", album }] }];
}

function labelFacts({ track, random }: ResponseContext): Fact[] {
  const { label } = track;
  return isSpeakable(label)
    ? [
        {
          text: random.pick([`on ${label}`, `out on ${label}`, `released by ${label}`]),
          claims: [{ kind: "label", label }],
        },
      ]
    : [];
}

function themeFacts({ random, asked }: ResponseContext): Fact[] {
  const claim = asked.find(({ kind }) => kind === "titleTheme" || kind === "titleWord");
  if (claim?.kind === "titleWord") return [{ text: `with ${claim.word} in the title`, claims: [claim] }];
  if (claim?.kind !== "titleTheme") return [];
  const noun = random.pick(TITLE_THEMES.get(claim.theme)?.nouns ?? []);
  return [{ text: random.pick(THEME_FACTS).replace("{noun}", noun), claims: [claim] }];
}

function maybe(random: SeededRandom, probability: number, facts: readonly Fact[]): readonly Fact[] {
  return random.chance(probability) ? facts : [];
}
