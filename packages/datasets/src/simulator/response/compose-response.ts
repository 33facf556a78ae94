import type { Claim } from "../claims/claim.ts";
import {
  ARTIST_FRAMES,
  CONSOLATIONS,
  NAMED_FRAMES,
  NAMELESS_FRAMES,
  OPENERS,
  TITLE_FRAMES,
} from "../grammar/response-frames.ts";
import { isSpeakable } from "../hints/relation-hints.ts";
import type { Composed } from "../query/query-context.ts";
import { capitalised } from "../query/noun-phrase.ts";
import { chooseFacts } from "./choose-facts.ts";
import { closingRemark } from "./closing-remark.ts";
import type { ResponseContext } from "./response-context.ts";

/** Composes what is said with a track: often its name, facts that answer the query, and a closing word. */
export function composeResponse(context: ResponseContext): Composed {
  const { random, track, quotes, rejected, quip } = context;
  const claims: Claim[] = [];
  const { frames, title, artist } = chooseLead(context);
  if (title !== undefined) claims.push({ kind: "title", title });
  if (artist !== undefined) claims.push({ kind: "artist", artist });

  const facts = chooseFacts(context);
  claims.push(...facts.flatMap((fact) => fact.claims));
  const said = facts.map(({ text }) => text).join(", ");
  const frame = random.pick(frames);
  const named: Record<string, string> = {
    title: quotes ? `"${track.title}"` : track.title,
    artist: artist ?? "",
    facts: said,
    Facts: capitalised(said),
  };
  const answer = frame.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "");
  const sentences = [
    ...(random.chance(rejected ? 0.55 : 0.12) ? [random.pick(rejected ? CONSOLATIONS : OPENERS)] : []),
    capitalised(answer),
    ...(random.chance(0.7) ? [random.chance(0.25) ? quip : capitalised(closingRemark(random))] : []),
  ];
  return { text: sentences.join(" "), claims };
}

/** Names title and artist as often as written responses do: .51 and .41 of them. */
function chooseLead({ track, random, relation, previous }: ResponseContext) {
  const [artist] = track.artists;
  const sayable = {
    title: isSpeakable(track.title) ? track.title : undefined,
    artist: isSpeakable(artist) ? artist : undefined,
  };
  const knownArtist = relation === "artist" || (artist !== undefined && previous?.artists.includes(artist));
  const draw = random.fraction();
  if (sayable.title !== undefined && draw < (knownArtist ? 0.5 : 0.52)) {
    const both = sayable.artist !== undefined && random.chance(knownArtist ? 0.15 : 0.7);
    return both
      ? { frames: NAMED_FRAMES, title: sayable.title, artist: sayable.artist }
      : { frames: TITLE_FRAMES, title: sayable.title, artist: undefined };
  }
  if (sayable.artist !== undefined && !knownArtist && draw < 0.62) {
    return { frames: ARTIST_FRAMES, title: undefined, artist: sayable.artist };
  }
  return { frames: NAMELESS_FRAMES, title: undefined, artist: undefined };
}
