import type { SeededRandom } from "../../random/seeded-random.ts";
import {
  ARTIST_REQUESTS,
  ARTIST_WORDS,
  COMPILATION_REQUESTS,
  EP_REQUESTS,
  RELEASE_REQUESTS,
} from "../grammar/relation-requests.ts";
import { CLOSING_REQUESTS, NEXT_REQUESTS, OPENING_REQUESTS } from "../grammar/requests.ts";
import type { Hint } from "../hints/hint.ts";
import type { Relation } from "../hints/relation-hints.ts";
import { relationClaims } from "../hints/relation-hints.ts";
import { chooseHints } from "./choose-hints.ts";
import { bare, capitalised, nounPhrase } from "./noun-phrase.ts";
import { reactTo, turnDown } from "./react.ts";
import type { Composed, QueryContext } from "./query-context.ts";
import { smallTalk } from "./small-talk.ts";
import { speak } from "./voice.ts";

/** Composes what the listener says before a track is played: a reaction, what they are doing, and a request. */
export function composeQuery(context: QueryContext): Composed {
  const { place, random, voice, rejected } = context;
  const hints = chooseHints(context);
  const relation = spokenRelation(context);
  const request = requestFor({ ...context, relation }, hints);
  const lead = hints.find((hint) => hint.lead !== undefined)?.lead;
  const sentences: string[] = [];
  if (rejected) sentences.push(turnDown(context));
  else if (place !== "open" && random.chance(voice.talkative)) sentences.push(reactTo(context));
  const tells = place === "open" ? voice.talkative : rejected ? 0.1 : voice.talkative * 0.7;
  if (lead !== undefined) sentences.push(`${lead}.`);
  else if (random.chance(tells)) {
    sentences.push(`${place === "middle" && random.chance(0.75) ? smallTalk(random) : context.remark}.`);
  }
  sentences.push(request);
  const text = sentences.map(capitalised).join(" ");
  const claims = [...relationClaims(relation), ...hints.map(({ claim }) => claim)];
  return { text: speak(text, voice, random), claims };
}

/** Listeners who stay on a release of one artist sometimes ask for the artist instead. */
function spokenRelation({ relation, track, previous, random }: QueryContext): Relation {
  const sameArtist = track.artists.some((artist) => previous?.artists.includes(artist));
  return relation === "release" && sameArtist && random.chance(0.6) ? "artist" : relation;
}

function requestFor(context: QueryContext, hints: readonly Hint[]): string {
  const { relation, random } = context;
  if (relation === "none") return freeRequest(context, hints);
  const frame = random.pick(relation === "artist" ? ARTIST_REQUESTS : releaseFrames(context));
  const who = random.pick(ARTIST_WORDS.get(context.track.genre ?? "") ?? ["artist"]);
  return fill(frame, { who, asides: asideList(hints, random) });
}

function freeRequest(context: QueryContext, hints: readonly Hint[]): string {
  const { place, random } = context;
  const head = hints.find(({ noun }) => noun !== undefined);
  const qualities = hints
    .filter((hint) => hint !== head && hint.adjective !== undefined && random.chance(0.6))
    .slice(0, 2);
  const attached = hints.find(
    (hint) => hint !== head && !qualities.includes(hint) && hint.after !== undefined && random.chance(0.7),
  );
  const asides = hints.filter((hint) => hint !== head && hint !== attached && !qualities.includes(hint));
  const second = qualities.find(
    (hint) => hint.noun !== undefined && head !== undefined && random.chance(0.45),
  );
  if (second !== undefined) qualities.splice(qualities.indexOf(second), 1);
  const noun = second === undefined ? (head?.noun ?? random.pick(PLAIN_NOUNS)) : pairOf(head, second, random);
  const adjectives = qualities.flatMap(({ adjective }) => adjective ?? []);
  const np = [
    nounPhrase(random.shuffled(adjectives), noun),
    ...(attached?.after === undefined ? [] : [attached.after]),
  ].join(" ");
  const frames =
    place === "open"
      ? OPENING_REQUESTS
      : place === "close" && random.chance(0.6)
        ? CLOSING_REQUESTS
        : NEXT_REQUESTS;
  const goal = random.pick(context.activity.goal);
  return fill(random.pick(frames), { np, bare: bare(np), goal, asides: asideList(asides, random) });
}

function pairOf(first: Hint | undefined, second: Hint, random: SeededRandom): string {
  const [a = "", b = ""] = [first?.noun, second.noun].map((noun) => bare(noun ?? ""));
  return random.pick(PAIRS).replace("{a}", a).replace("{b}", b);
}

const PAIRS = [
  "{a} and {b}",
  "{a} with {b} in it",
  "{a} mixed with {b}",
  "{a} crossed with {b}",
  "both {a} and {b}",
  "{a} meets {b}",
  "{a} and {b} together",
  "{a} that drifts toward {b}",
  "{a} married to {b}",
  "{a} flirting with {b}",
  "half {a}, half {b}",
  "{a} plus {b}",
  "{a} shading into {b}",
  "{a} over {b}",
  "equal parts {a} and {b}",
  "{a} laced with {b}",
];

const PLAIN_NOUNS = [
  "something",
  "something",
  "a track",
  "a song",
  "a piece",
  "a tune",
  "something",
  "one",
  "a number",
  "anything",
  "another piece",
  "a recording",
];

function releaseFrames({ track, compilation, random }: QueryContext): readonly string[] {
  if (compilation && random.chance(0.6)) return COMPILATION_REQUESTS;
  if (/\bEP\b/i.test(track.album ?? "") && random.chance(0.6)) {
    return EP_REQUESTS;
  }
  return RELEASE_REQUESTS;
}

function asideList(hints: readonly Hint[], random: SeededRandom): string {
  const asides = random.shuffled(hints).flatMap(({ aside }) => aside ?? []);
  const last = asides.at(-1);
  if (asides.length > 1 && last !== undefined && !/^(and|but) /.test(last) && random.chance(0.5)) {
    return `, ${asides.slice(0, -1).join(", ")}${random.pick([" and ", ", and ", ", but "])}${last}`;
  }
  return asides.map((aside) => `, ${aside}`).join("");
}

function fill(frame: string, parts: Record<string, string>): string {
  return frame.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "");
}
