import { releaseOf } from "../../catalogue/attribute-index.ts";
import type { Track } from "../../types/track.ts";
import { themesOfTitle, titleWords } from "../grammar/title-themes.ts";
import type { Claim } from "./claim.ts";

/**
 * Whether a claim is true of a track that follows another. A claim about a fact that the catalogue does not state is
 * false, and so is a comparison when nothing was played before.
 */
export function claimHolds(claim: Claim, track: Track, previous?: Track): boolean {
  switch (claim.kind) {
    case "tag":
      return track.tags?.includes(claim.tag) ?? false;
    case "withoutTag":
      return track.tags !== undefined && !track.tags.includes(claim.tag);
    case "genre":
      return track.genre === claim.genre;
    case "energy":
      return track.energy === claim.level;
    case "energyChange":
      return track.energy !== undefined && previous?.energy !== undefined
        ? Math.sign(track.energy - previous.energy) === { up: 1, same: 0, down: -1 }[claim.change]
        : false;
    case "years":
      return within(track.year, claim);
    case "yearChange":
      return within(difference(track.year, previous?.year), claim);
    case "duration":
      return within(seconds(track), claim);
    case "durationChange":
      return within(difference(seconds(track), seconds(previous)), claim);
    case "durationRatio":
      return within(ratio(seconds(track), seconds(previous)), claim);
    case "artist":
      return track.artists.includes(claim.artist);
    case "label":
      return track.label === claim.label;
    case "album":
      return track.album === claim.album;
    case "title":
      return track.title.includes(claim.title);
    case "titleTheme":
      return themesOfTitle(track.title).includes(claim.theme);
    case "titleWord":
      return titleWords(track.title).includes(claim.word);
    case "sameArtist":
      return (
        previous !== undefined && track.artists.some((name) => previous.artists.includes(name)) === claim.same
      );
    case "sameRelease":
      return sameFact(releaseOf(track), previous && releaseOf(previous), claim.same);
    case "sameLabel":
      return sameFact(track.label, previous?.label, claim.same);
  }
}

function seconds(track: Track | undefined): number | undefined {
  return track?.durationMs === undefined ? undefined : track.durationMs / 1000;
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

function ratio(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}

function within(value: number | undefined, { from, to }: { from: number; to: number }): boolean {
  return value !== undefined && value >= from && value <= to;
}

function sameFact(a: string | undefined, b: string | undefined, same: boolean): boolean {
  return a !== undefined && b !== undefined && (a === b) === same;
}
