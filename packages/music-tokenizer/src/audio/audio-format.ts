export type AudioFormat = "wav" | "mp3" | "flac" | "ogg-vorbis" | "ogg-opus";

/** What the first bytes say that a file is; otherwise a few words on what it is instead. */
export function audioFormat(bytes: Uint8Array): { format: AudioFormat } | { other: string } {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WAVE") return { format: "wav" };
  if (text.startsWith("RF64")) return { format: "wav" };
  if (text.startsWith("fLaC")) return { format: "flac" };
  if (text.startsWith("OggS")) {
    if (text.includes("\x01vorbis")) return { format: "ogg-vorbis" };
    if (text.includes("\x7fFLAC")) return { format: "flac" };
    if (text.includes("OpusHead")) return { format: "ogg-opus" };
    return { other: "another kind of Ogg" };
  }
  if (text.startsWith("ID3") || (bytes[0] === 0xff && (bytes[1]! & 0xe6) === 0xe2)) return { format: "mp3" };
  return { other: "an unknown format" };
}
