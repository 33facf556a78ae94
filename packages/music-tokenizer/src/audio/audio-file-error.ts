/** Bytes that are no sound that can be decoded. */
export class AudioFileError extends Error {
  override readonly name = "AudioFileError";
  constructor(
    readonly file: string,
    readonly expected: string,
    readonly got: string,
  ) {
    super(
      `${file}: expected ${expected}, got ${got}. Convert it to WAV, MP3, FLAC, Ogg Vorbis or Ogg Opus, or leave it out.`,
    );
  }
}

/** The library that decodes a format is not installed. */
export class DecoderMissingError extends Error {
  override readonly name = "DecoderMissingError";
  constructor(
    readonly format: string,
    readonly packageName: string,
    readonly version: string,
  ) {
    super(
      `${packageName}, which decodes ${format}, is not installed. Run: npm install ${packageName}@${version}`,
    );
  }
}
