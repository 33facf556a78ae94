export { readFreemusicc } from "./read-freemusicc.ts";
export { readCatalogue } from "./read-catalogue.ts";
export { readCpcd } from "./read-cpcd.ts";
export { readDialogues } from "./read-dialogues.ts";
export { streamDialogues } from "./stream-dialogues.ts";
export { writeDialogues } from "./write-dialogues.ts";
export { readMpd, readMpdPlaylists } from "./million-playlist/read-mpd.ts";
export type { MpdProgress, ReadMpdOptions } from "./million-playlist/read-mpd.ts";
export { splitMpd } from "./million-playlist/split-mpd.ts";
export type { MpdSplit, SplitMpdOptions } from "./million-playlist/split-mpd.ts";
export type { MpdSource } from "./million-playlist/slice-source.ts";
export { synthesizeDialogues } from "./synthesis/synthesize-dialogues.ts";
export type { SynthesisResult, SynthesizeDialoguesOptions } from "./synthesis/synthesize-dialogues.ts";
export type { SynthesisProgress } from "./synthesis/run/ask-all.ts";
export type { SynthesisReport } from "./synthesis/output/write-outputs.ts";
export { redactSecrets } from "./synthesis/run/redact-secrets.ts";
export { LedgerError } from "./synthesis/ledger/ledger-error.ts";
export { startMockLanguageModel } from "./synthesis/mock-language-model/start-mock-language-model.ts";
export type {
  MockLanguageModel,
  MockLanguageModelOptions,
} from "./synthesis/mock-language-model/start-mock-language-model.ts";
export { toParquet } from "./million-playlist/to-parquet.ts";
export type { ParquetCounts } from "./million-playlist/to-parquet.ts";
export { fromParquet } from "./million-playlist/from-parquet.ts";
export { readChallengeSet } from "./million-playlist/read-challenge-set.ts";
export { writeSubmission } from "./million-playlist/write-submission.ts";
export { checkSubmissionFile } from "./million-playlist/check-submission-file.ts";
export { splitDialogues } from "./split-dialogues.ts";
export type { DialogueSplit, SplitDialoguesOptions } from "./split-dialogues.ts";
export { readSplit } from "./read-split.ts";
export { writeSplit } from "./write-split.ts";
