import type { SubmissionFault } from "./submission-fault.ts";

/** Tracks that a submission lists for each playlist. */
export const SUBMISSION_TRACKS = 500;

/** The first thing wrong with the tracks listed for a playlist. */
export function trackFault(
  uris: readonly string[],
  seeds: ReadonlySet<string>,
): Pick<SubmissionFault, "kind" | "expected" | "got"> | undefined {
  if (uris.length !== SUBMISSION_TRACKS) {
    return { kind: "track count", expected: `${SUBMISSION_TRACKS} tracks`, got: String(uris.length) };
  }
  const listed = new Set<string>();
  for (const uri of uris) {
    if (!/^spotify:track:[0-9A-Za-z]{22}$/.test(uri)) {
      return { kind: "track uri", expected: "spotify:track: and 22 letters and digits", got: `"${uri}"` };
    }
    if (seeds.has(uri))
      return { kind: "seed track", expected: "tracks that the playlist does not show", got: uri };
    if (listed.has(uri)) return { kind: "repeated track", expected: "every track once", got: uri };
    listed.add(uri);
  }
  return undefined;
}
