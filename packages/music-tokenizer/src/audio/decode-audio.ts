import type { AudioClip } from "./audio-clip.ts";
import { AudioFileError, DecoderMissingError } from "./audio-file-error.ts";
import { audioFormat, type AudioFormat } from "./audio-format.ts";
import { oggOpusEnd } from "./ogg-opus-end.ts";

/** Options of `decodeAudio`. */
export interface DecodeAudioOptions {
  /** The file's name, for errors. @default "audio" */
  name?: string;
  /** Whether a file with damaged parts is an error, or the rest of it is taken. @default "error" */
  damaged?: "error" | "skip";
}

interface Decoded {
  channelData: Float32Array[];
  sampleRate: number;
  errors?: readonly { message: string }[];
}

/**
 * Decodes a WAV, MP3, FLAC, Ogg Vorbis or Ogg Opus file, and mixes its channels into one (their mean, as librosa does).
 *
 * The decoders are optional peer dependencies, loaded when the first file of their format comes: `@audio/decode-wav`,
 * `mpg123-decoder`, `@wasm-audio-decoders/flac`, `@wasm-audio-decoders/ogg-vorbis`, `ogg-opus-decoder`. In a browser, an AudioContext's
 * `decodeAudioData` serves as well: anything that gives an {@link AudioClip}.
 *
 * @throws AudioFileError when the bytes are of another format, damaged, or silent for want of samples.
 * @throws DecoderMissingError when the format's decoder is not installed.
 */
export async function decodeAudio(
  bytes: Uint8Array,
  { name = "audio", damaged = "error" }: DecodeAudioOptions = {},
): Promise<AudioClip> {
  const found = audioFormat(bytes);
  if ("other" in found) throw new AudioFileError(name, "WAV, MP3, FLAC, Ogg Vorbis or Ogg Opus", found.other);
  const { channelData, sampleRate, errors = [] } = await decodeAs(found.format, bytes, name);
  if (errors.length > 0 && damaged === "error")
    throw new AudioFileError(name, `an undamaged ${found.format} file`, errors[0]!.message);
  if (!sampleRate || !channelData[0]?.length)
    throw new AudioFileError(name, `a ${found.format} file with sound`, "no samples");
  return { samples: mean(channelData), sampleRate };
}

async function decodeAs(format: AudioFormat, bytes: Uint8Array, name: string): Promise<Decoded> {
  const decode = await decoders[format]();
  try {
    return await decode(bytes);
  } catch (error) {
    throw new AudioFileError(name, `a readable ${format} file`, (error as Error).message);
  }
}

const decoders: Record<AudioFormat, () => Promise<(bytes: Uint8Array) => Decoded | Promise<Decoded>>> = {
  wav: async () => {
    const library = await import("@audio/decode-wav").catch(
      notInstalled("wav", "@audio/decode-wav", "1.5.1"),
    );
    return library.default;
  },
  mp3: async () => {
    const { MPEGDecoder } = await import("mpg123-decoder").catch(
      notInstalled("mp3", "mpg123-decoder", "1.0.3"),
    );
    return (bytes) => using(new MPEGDecoder(), (decoder) => decoder.decode(bytes));
  },
  flac: async () => {
    const { FLACDecoder } = await import("@wasm-audio-decoders/flac").catch(
      notInstalled("flac", "@wasm-audio-decoders/flac", "0.2.11"),
    );
    return (bytes) => using(new FLACDecoder(), (decoder) => decoder.decodeFile(bytes));
  },
  "ogg-vorbis": async () => {
    const { OggVorbisDecoder } = await import("@wasm-audio-decoders/ogg-vorbis").catch(
      notInstalled("ogg-vorbis", "@wasm-audio-decoders/ogg-vorbis", "0.1.20"),
    );
    return (bytes) => using(new OggVorbisDecoder(), (decoder) => decoder.decodeFile(bytes));
  },
  "ogg-opus": async () => {
    const { OggOpusDecoder } = await import("ogg-opus-decoder").catch(
      notInstalled("ogg-opus", "ogg-opus-decoder", "1.7.5"),
    );
    return async (bytes) => {
      const { samples, complete } = oggOpusEnd(bytes);
      const decoded = await using(new OggOpusDecoder(), (decoder) => decoder.decodeFile(bytes));
      return {
        sampleRate: decoded.sampleRate,
        channelData: decoded.channelData.map((channel) => channel.subarray(0, samples)),
        errors: complete ? decoded.errors : [...decoded.errors, { message: "it ends before its last page" }],
      };
    };
  },
};

function notInstalled(format: AudioFormat, packageName: string, version: string): () => never {
  return () => {
    throw new DecoderMissingError(format, packageName, version);
  };
}

async function using<Decoder extends { ready: Promise<void>; free(): void }, Result>(
  decoder: Decoder,
  use: (decoder: Decoder) => Result | Promise<Result>,
): Promise<Result> {
  await decoder.ready;
  try {
    return await use(decoder);
  } finally {
    decoder.free();
  }
}

function mean(channels: readonly Float32Array[]): Float32Array {
  if (channels.length === 1) return channels[0]!;
  const samples = new Float32Array(channels[0]!.length);
  for (const channel of channels) for (let i = 0; i < samples.length; i++) samples[i]! += channel[i]!;
  return samples.map((sum) => sum / channels.length);
}
