import type { Claim } from "../claims/claim.ts";
import type { Hint, HintContext } from "./hint.ts";

/** Names a label, an artist or an album, for listeners who come with a name. */
export function nameHints({ track, random }: HintContext): Hint[] {
  const hints: Hint[] = [];
  const { label, album } = track;
  const [artist] = track.artists;
  if (isSpeakable(label)) {
    const text = random.pick([
      `on ${label}`,
      `from the label ${label}`,
      `something on ${label}`,
      `out on ${label}`,
    ]);
    hints.push({ claim: { kind: "label", label }, after: `on ${label}`, aside: text });
  }
  if (isSpeakable(artist)) {
    hints.push({
      claim: { kind: "artist", artist },
      after: `by ${artist}`,
      aside: random.pick([`by ${artist}`, `${artist} if you have them`, `from ${artist}`]),
    });
  }
  if (isSpeakable(album)) {
    hints.push({
      claim: { kind: "album", album },
      after: `off ${album}`,
      aside: random.pick([`off ${album}`, `from that album ${album}`]),
    });
  }
  return hints;
}

/** Asks to leave the artist or the label, or to stay on the label, when nothing else ties the tracks together. */
export function contrastHints({ track, previous, random }: HintContext): Hint[] {
  if (previous === undefined) return [];
  const hints: Hint[] = [];
  const newArtist = !track.artists.some((artist) => previous.artists.includes(artist));
  if (newArtist && track.artists.length > 0 && previous.artists.length > 0) {
    hints.push({
      claim: { kind: "sameArtist", same: false },
      after: "by somebody else",
      aside: random.pick(OTHER_ARTIST),
    });
  }
  if (track.label !== undefined && previous.label !== undefined) {
    const same = track.label === previous.label;
    hints.push({
      claim: { kind: "sameLabel", same },
      after: same ? "on the same label" : "on another label",
      aside: random.pick(same ? SAME_LABEL : OTHER_LABEL),
    });
  }
  return hints;
}

const OTHER_ARTIST = [
  "by somebody else",
  "a different artist",
  "someone else now",
  "different name",
  "by another act",
  "just give me somebody new",
  "somebody else please",
  "by anyone else",
  "only a different name again",
  "fresh faces",
  "an unfamiliar act",
  "swap the artist",
  "new people",
  "introduce me to someone",
  "with other hands on it",
  "any other musician",
];
const SAME_LABEL = [
  "same label",
  "still on that label",
  "same label please",
  "on the same label",
  "keep with that label",
  "from the same label",
  "same label if there's more",
];
const OTHER_LABEL = [
  "different label",
  "off a different label",
  "from another label",
  "other label",
  "on some other label",
];

/** Whether a name can be said as it stands: not too long, and not garbled by a wrong character set. */
export function isSpeakable(name: string | undefined): name is string {
  return (
    name !== undefined &&
    name.length >= 2 &&
    name.length <= 45 &&
    /[\p{L}\p{N}]/u.test(name) &&
    !/[ÃÂ\uFFFD{}]/.test(name)
  );
}

/** How the next track is tied to the one before. */
export type Relation = "release" | "artist" | "none";

/** What a request that builds on a relation claims. */
export function relationClaims(relation: Relation): Claim[] {
  switch (relation) {
    case "release":
      return [{ kind: "sameRelease", same: true }];
    case "artist":
      return [{ kind: "sameArtist", same: true }];
    case "none":
      return [];
  }
}
