import { SubmissionError } from "./submission-fault.ts";
import { SUBMISSION_TRACKS, trackFault } from "./submission-tracks.ts";
import type { ChallengePlaylist } from "./parse-challenge-set.ts";

/** Who submits. */
export interface SubmissionTeam {
  name: string;
  /** Contact address. */
  email: string;
  /** The track of 2018's challenge; today's form has no such field. @default none */
  track?: "main" | "creative";
}

/**
 * Writes a submission to the RecSys Challenge 2018, line by line without line ends: the team, then for each playlist
 * its pid and 500 track URIs, best first. Of a longer list the first 500 count.
 *
 * @param options.recommend track URIs for a playlist, best first, its own tracks left out.
 * @throws {SubmissionError} for fewer than 500 tracks, a seed track, a track twice, or a comma in the team's fields.
 */
export function* formatSubmission(options: {
  team: SubmissionTeam;
  playlists: Iterable<ChallengePlaylist>;
  recommend: (playlist: ChallengePlaylist) => readonly string[];
}): Generator<string> {
  const { team, playlists, recommend } = options;
  const fields = ["team_info", ...(team.track === undefined ? [] : [team.track]), team.name, team.email];
  if (fields.some((field) => /[,\r\n]/.test(field) || field.trim() === "")) {
    throw new SubmissionError({
      kind: "team",
      line: 1,
      expected: "a name and an address without commas",
      got: fields.join(),
    });
  }
  yield fields.join(",");
  let line = 2;
  for (const playlist of playlists) {
    const uris = recommend(playlist).slice(0, SUBMISSION_TRACKS);
    const fault = trackFault(uris, new Set(playlist.tracks.map((track) => track.track_uri)));
    if (fault !== undefined) throw new SubmissionError({ ...fault, line, pid: playlist.pid });
    yield [playlist.pid, ...uris].join(",");
    line++;
  }
}
