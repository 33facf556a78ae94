/** The facts of a track that become text. */
export interface DescribedTrack {
  title: string;
  artists: readonly string[];
  album?: string;
  year?: number;
  label?: string;
  genre?: string;
  tags?: readonly string[];
  /** 1 passive … 3 active. */
  energy?: 1 | 2 | 3;
  lyrics?: string;
}

/** One text per text modality; undefined where the track has nothing to say there. */
export interface TrackTexts {
  semantic: string | undefined;
  metadata: string | undefined;
  lyrics: string | undefined;
}

/**
 * The texts that stand for a track in the three text modalities: what it sounds like (`semantic`: genre, tags,
 * energy), what it is (`metadata`: title, artists, album, label, year) and what it says (`lyrics`).
 *
 * The modalities and their contents are the paper's (§4.1); it does not state the wording, which is ours. To word
 * them differently, pass any other function from a track to texts.
 */
export function trackTexts(track: DescribedTrack): TrackTexts {
  return {
    semantic: joined([track.genre, ...(track.tags ?? []), track.energy && energyWords[track.energy]], ", "),
    metadata: joined(
      [
        track.title,
        track.artists.length > 0 ? `by ${track.artists.join(", ")}` : undefined,
        track.album && `from ${track.album}`,
        track.label && `on ${track.label}`,
        track.year && `in ${track.year}`,
      ],
      " ",
    ),
    lyrics: track.lyrics?.trim() || undefined,
  };
}

const energyWords = { 1: "calm", 2: "moderate energy", 3: "energetic" } as const;

function joined(parts: readonly (string | number | undefined)[], separator: string): string | undefined {
  const text = parts.filter(Boolean).join(separator).trim();
  return text === "" ? undefined : text;
}
