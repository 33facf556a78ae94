import { releaseOf } from "../../catalogue/attribute-index.ts";
import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Track } from "../../types/track.ts";
import type { Claim } from "../claims/claim.ts";
import type { Activity } from "../grammar/activities.ts";
import {
  ARTIST_REQUESTS,
  ARTIST_WORDS,
  CLOSING_REQUESTS,
  COMPILATION_REQUESTS,
  EP_REQUESTS,
  NEXT_REQUESTS,
  OPENING_REQUESTS,
  RELEASE_REQUESTS,
} from "../grammar/requests.ts";
import type { Hint } from "../hints/hint.ts";
import type { Relation } from "../hints/relation-hints.ts";
import { relationClaims } from "../hints/relation-hints.ts";
import { chooseHints } from "./choose-hints.ts";
import { bare, capitalised, nounPhrase } from "./noun-phrase.ts";
import { reactTo, turnDown } from "./react.ts";
import type { Voice } from "./voice.ts";
import { speak } from "./voice.ts";

/** Where a query stands in its conversation. */
export interface QueryContext {
  track: Track;
  previous?: Track;
  relation: Relation;
  /** Whether the track before is turned down. */
  rejected: boolean;
  place: "open" | "middle" | "close";
  activity: Activity;
  voice: Voice;
  random: SeededRandom;
  /** Whether the release holds tracks of several artists. */
  compilation: boolean;
}

/** What is said, and everything it claims of the track. */
export interface Composed {
  text: string;
  claims: Claim[];
}

/** Composes what the listener says before a track is played: a reaction, what they are doing, and a request. */
export function composeQuery(context: QueryContext): Composed {
  const { place, random, voice, activity, rejected } = context;
  const hints = chooseHints(context);
  const request = requestFor(context, hints);
  const sentences: string[] = [];
  if (place === "open") {
    if (random.chance(voice.talkative)) sentences.push(`${random.pick(activity.open)}.`);
  } else {
    if (rejected) sentences.push(turnDown(context));
    else if (random.chance(voice.talkative)) sentences.push(reactTo(context));
    if (!rejected && random.chance(voice.talkative * 0.62)) {
      sentences.push(`${random.pick(place === "close" ? activity.end : activity.mid)}.`);
    }
  }
  sentences.push(request);
  const text = sentences.map(capitalised).join(" ");
  return {
    text: speak(text, voice, random),
    claims: [...relationClaims(context.relation), ...hints.map(({ claim }) => claim)],
  };
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
  const noun =
    head?.noun ??
    random.pick(
      qualities.length > 0
        ? ["something", "a track", "a song", "a piece", "something", "a tune"]
        : ["something", "one", "something", "a track"],
    );
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
  return fill(random.pick(frames), { np, bare: bare(np), asides: asideList(asides, random) });
}

function releaseFrames({ track, compilation, random }: QueryContext): readonly string[] {
  if (compilation && random.chance(0.6)) return COMPILATION_REQUESTS;
  if (/\bEP\b/i.test(track.album ?? "") && releaseOf(track) !== undefined && random.chance(0.6))
    return EP_REQUESTS;
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
