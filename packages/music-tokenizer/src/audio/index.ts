export type { AudioClip } from "./audio-clip.ts";
export type { AudioEmbedder, AudioEmbedding, TagProbability } from "./audio-embedder.ts";
export { AudioFileError, DecoderMissingError } from "./audio-file-error.ts";
export { decodeAudio, type DecodeAudioOptions } from "./decode-audio.ts";
export { embedAudio, type AudioCache, type EmbedAudioOptions, type EmbeddedAudio } from "./embed-audio.ts";
export { likelyTags, type LikelyTagsOptions } from "./likely-tags.ts";
export { logMelSpectrogram, type LogMelOptions, type LogMelSpectrogram } from "./log-mel-spectrogram.ts";
export { resample } from "./resample.ts";
