import type { Track } from "@talkplay/datasets";

/**
 * Recordings of one song as one cluster: the same artists and the same title, in any case, without what stands in
 * brackets. CPCD's authors clustered "approximately the same title and artists", but the published training split
 * does not say how.
 */
export function clusterOfTracks(tracks: readonly Track[]): (trackId: string) => string {
  const clusters = new Map(
    tracks.map(({ id, title, artists }) => {
      const bare = plain(title.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, " "));
      const song = bare === "" ? plain(title) : bare;
      return [id, JSON.stringify([song, artists.map(plain).toSorted()])];
    }),
  );
  return (trackId) => clusters.get(trackId) ?? trackId;
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
