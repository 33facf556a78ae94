import { ArgumentError } from "../errors/argument-error.ts";
import type { Claim } from "./claim.ts";
import { PhraseIndex } from "./phrase-index.ts";

/** A track as far as a response may speak of it. */
export interface ClaimedTrack {
  title: string;
  artists: readonly string[];
  album?: string;
  label?: string;
  genre?: string;
  tags?: readonly string[];
  year?: number;
}

/** A response and the facts that it may state. */
export interface CheckedResponse {
  response: string;
  /** The recommended track. */
  track: ClaimedTrack;
  /** Tracks that the conversation has been about, of which the response may speak as well. @default none */
  context?: readonly ClaimedTrack[];
}

/** How often what is said of tracks is so. */
export interface ClaimTotals {
  /** Responses checked. */
  responses: number;
  /** Responses with a claim. */
  responsesWithClaims: number;
  /** Claims in all of them. */
  claims: number;
  /** Claims that hold. */
  trueClaims: number;
  /** `trueClaims / claims`; `NaN` without claims. */
  trueShare: number;
  /** Share of the responses with claims, all of whose claims hold. */
  faithfulShare: number;
}

/** Finds what responses say of their tracks, and whether it is so. */
export interface ClaimChecker {
  /** What one response claims. */
  check(checked: CheckedResponse): Claim[];
  /** Over many responses, with their numbers. */
  total(checked: Iterable<CheckedResponse>): ClaimTotals;
}

/** A claim after one of these words, up to three words before, is about what the track is not. */
const NEGATIONS = new Set(
  "not no without never nothing less isn't aren't don't neither nor unlike".split(" "),
);
const YEAR = /\b(?:(19|20)(\d\d)|(?<![\d'])'?([2-9])0)(s)?\b/g;

/**
 * Finds, by rule, what responses claim about a track: names of titles, artists, albums and labels of the catalogue,
 * written as the catalogue writes them; its tags and genres in any case; years and decades. A claim holds if the
 * recommended track, or a track of the conversation, has it. Where phrases overlap, the longest counts; negated phrases
 * are no claims. Names of one short or common word are taken for claims only in quotation marks: "Yes" is seldom the
 * band. The rules find few claims that are none, and miss those that a catalogue cannot tell (moods, instruments): use
 * {@link rateResponses} for the rest.
 *
 * @throws {ArgumentError} without tracks.
 */
export function createClaimChecker(catalogue: readonly ClaimedTrack[]): ClaimChecker {
  if (catalogue.length === 0)
    throw new ArgumentError({ argument: "catalogue", expected: "at least one track", got: "none" });
  const phrases = new PhraseIndex();
  for (const track of catalogue)
    for (const { field, text } of attributesOf(track)) phrases.add(text, field, field !== "tag");

  const check = ({ response, track, context = [] }: CheckedResponse): Claim[] => {
    const tracks = [track, ...context];
    const attributes = new Set(
      tracks.flatMap(attributesOf).map(({ field, text }) => `${field}\u0000${text.toLowerCase()}`),
    );
    const named = phrases.find(response).filter(({ start }) => !isNegated(response, start));
    const claims = named.map(({ text, fields }): Claim => {
      const held = fields.find((field) => attributes.has(`${field}\u0000${text.toLowerCase()}`));
      return { field: held ?? fields[0]!, text, holds: held !== undefined };
    });
    return [...claims, ...yearClaims(response, named, tracks)];
  };
  return {
    check,
    total(checked) {
      const all = Array.from(checked, check);
      const claims = all.flat();
      const claiming = all.filter((found) => found.length > 0);
      const trueClaims = claims.filter(({ holds }) => holds).length;
      return {
        responses: all.length,
        responsesWithClaims: claiming.length,
        claims: claims.length,
        trueClaims,
        trueShare: trueClaims / claims.length,
        faithfulShare: claiming.filter((found) => found.every(({ holds }) => holds)).length / claiming.length,
      };
    },
  };
}

function attributesOf(track: ClaimedTrack): { field: Claim["field"]; text: string }[] {
  return [
    { field: "title" as const, text: track.title },
    ...track.artists.map((text) => ({ field: "artist" as const, text })),
    ...(track.album ? [{ field: "album" as const, text: track.album }] : []),
    ...(track.label ? [{ field: "label" as const, text: track.label }] : []),
    ...[...(track.tags ?? []), ...(track.genre ? [track.genre] : [])].map((text) => ({
      field: "tag" as const,
      text,
    })),
  ];
}

function yearClaims(
  response: string,
  named: readonly { start: number; end: number }[],
  tracks: readonly ClaimedTrack[],
): Claim[] {
  return [...response.matchAll(YEAR)].flatMap((match): Claim[] => {
    const [text, century, rest, decade, plural] = match;
    const inName = named.some(({ start, end }) => match.index >= start && match.index < end);
    // "'90", "90" without an s are no years.
    if (inName || (decade !== undefined && plural === undefined) || isNegated(response, match.index))
      return [];
    const first =
      decade === undefined ? Number(century! + rest!) : Number(decade) * 10 + (decade === "2" ? 2000 : 1900);
    const last = plural === undefined ? first : first + 9;
    return [
      {
        field: "year",
        text,
        holds: tracks.some(({ year }) => year !== undefined && year >= first && year <= last),
      },
    ];
  });
}

function isNegated(response: string, start: number): boolean {
  const before = response
    .slice(0, start)
    .toLowerCase()
    .replaceAll("’", "'")
    .split(/[.!?;:]/)
    .at(-1)!;
  const words = before.match(/[\p{L}']+/gu) ?? [];
  return words.slice(-3).some((word) => NEGATIONS.has(word));
}
