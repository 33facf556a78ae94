/** The fields of a track that go into its document. */
export interface DescribedTrack {
  title: string;
  artists: readonly string[];
  album?: string;
  tags?: readonly string[];
  year?: number;
}

/**
 * The text of a track: `{title} by {artist} from {album} {tags} {year}`, fields that are missing left out.
 *
 * @see TalkPlay A.4. The paper does not state how several artists or tags are joined: here by ", ".
 */
export function trackDocument({ title, artists, album, tags, year }: DescribedTrack): string {
  return [
    title,
    artists.length > 0 && `by ${artists.join(", ")}`,
    album && `from ${album}`,
    tags?.join(", "),
    year,
  ]
    .filter(Boolean)
    .join(" ");
}
