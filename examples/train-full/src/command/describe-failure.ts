import { RecommenderFolderError } from "@talkplay-examples/talkplay";
import { MalformedRecordError, UnknownTrackError } from "@talkplay/datasets";
import {
  BackendUnavailableError,
  LlamaConfigError,
  ModelFilesError,
  SafetensorsError,
  TokenizerError,
} from "@talkplay/llm-core";
import { ArtifactError, TokenizerInputError } from "@talkplay/music-tokenizer";
import { UsageError } from "./usage-error.ts";

/** Errors that say in one sentence what the user can put right. */
const explained = [
  UsageError,
  MalformedRecordError,
  UnknownTrackError,
  ArtifactError,
  BackendUnavailableError,
  LlamaConfigError,
  ModelFilesError,
  RecommenderFolderError,
  SafetensorsError,
  TokenizerError,
  TokenizerInputError,
];

/** What to print for an error, and the exit code: 2 for bad input, 130 when stopped, 1 for a fault of ours. */
export function describeFailure(error: unknown, signal: AbortSignal): { message: string; exitCode: number } {
  if (signal.aborted && error === signal.reason) {
    return { message: "stopped; continue with the same command and --resume", exitCode: 130 };
  }
  if (explained.some((kind) => error instanceof kind))
    return { message: (error as Error).message, exitCode: 2 };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
}
