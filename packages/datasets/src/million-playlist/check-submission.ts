import type { ChallengePlaylist } from "./parse-challenge-set.ts";
import type { SubmissionFault } from "./submission-fault.ts";
import { trackFault } from "./submission-tracks.ts";

/**
 * Checks a submission to the RecSys Challenge 2018 by the challenge's rules: blank lines and lines that start with #
 * are passed over, space around commas is fine; the first line names the team; every playlist of the challenge set has
 * one line of its pid and exactly 500 tracks, none twice and none of the playlist's own.
 *
 * @param options.lines the submission, without line ends.
 * @returns every fault, at most one a line and one for each missing playlist; empty for a submission that is in order.
 */
export async function checkSubmission(options: {
  lines: Iterable<string> | AsyncIterable<string>;
  playlists: Iterable<ChallengePlaylist>;
}): Promise<SubmissionFault[]> {
  const seeds = new Map<number, Set<string>>();
  for (const { pid, tracks } of options.playlists)
    seeds.set(pid, new Set(tracks.map((track) => track.track_uri)));
  const faults: SubmissionFault[] = [];
  const seen = new Set<number>();
  let line = 0;
  let hasTeam = false;
  for await (const text of options.lines) {
    line++;
    if (text.trim() === "" || text.startsWith("#")) continue;
    const [first = "", ...rest] = text.split(",").map((field) => field.trim());
    const fault = hasTeam ? playlistFault(first, rest, seeds, seen) : teamFault(first, rest);
    hasTeam = true;
    if (fault !== undefined) faults.push({ ...fault, line });
  }
  if (!hasTeam)
    faults.push({ kind: "team", line, expected: "a line team_info,NAME,ADDRESS", got: "no line" });
  for (const pid of seeds.keys()) {
    if (!seen.has(pid))
      faults.push({ kind: "missing pid", line, pid, expected: "a line for the playlist", got: "none" });
  }
  return faults;
}

type Fault = Omit<SubmissionFault, "line">;

function teamFault(first: string, rest: readonly string[]): Fault | undefined {
  const names = rest[0] === "main" || rest[0] === "creative" ? rest.slice(rest.length - 2) : rest;
  const isTeam =
    first === "team_info" && names.length === 2 && rest.length <= 3 && names.every((name) => name !== "");
  if (isTeam) return undefined;
  return { kind: "team", expected: "team_info,NAME,ADDRESS", got: [first, ...rest].join(",").slice(0, 60) };
}

function playlistFault(
  first: string,
  uris: readonly string[],
  seeds: ReadonlyMap<number, ReadonlySet<string>>,
  seen: Set<number>,
): Fault | undefined {
  if (!/^\d+$/.test(first))
    return { kind: "line", expected: "a pid and track URIs", got: first.slice(0, 60) };
  const pid = Number(first);
  const own = seeds.get(pid);
  if (own === undefined)
    return { kind: "unknown pid", pid, expected: "a playlist of the challenge set", got: first };
  if (seen.has(pid)) return { kind: "repeated pid", pid, expected: "one line for each playlist", got: first };
  seen.add(pid);
  const fault = trackFault(uris, own);
  return fault && { ...fault, pid };
}
