export type { Track } from "./types/track.ts";
export type { Playlist } from "./types/playlist.ts";
export type { Dialogue, DialogueTurn } from "./types/dialogue.ts";
export { MalformedRecordError } from "./errors/malformed-record-error.ts";
export type { RecordPlace } from "./errors/malformed-record-error.ts";
export { parseFreemusicc } from "./catalogue/freemusicc.ts";
export type { FreemusiccCatalogue, RepeatedTrack } from "./catalogue/freemusicc.ts";
export { parseCatalogue } from "./catalogue/parse-catalogue.ts";
export type { CatalogueColumnOptions, TrackColumns } from "./catalogue/track-from-record.ts";
export { UnknownTrackError } from "./errors/unknown-track-error.ts";
export type { UnknownTrack } from "./errors/unknown-track-error.ts";
export { parseDialogues } from "./dialogues/parse-dialogues.ts";
export type { DialogueSchema, ParsedDialogues, StreamedDialogue } from "./dialogues/parse-dialogues.ts";
export { formatDialogues } from "./dialogues/format-dialogues.ts";
export { checkTrackIds } from "./dialogues/check-track-ids.ts";
export { parseCpcd } from "./dialogues/parse-cpcd.ts";
export type { Cpcd, CpcdDialogue, CpcdTurn } from "./dialogues/parse-cpcd.ts";
export { splitByTime } from "./split/split-by-time.ts";
export { splitAtRandom } from "./split/split-at-random.ts";
export { splitByUser } from "./split/split-by-user.ts";
export type { Split, SplitSizes } from "./split/split.ts";
export { SavedSplit } from "./split/saved-split.ts";
export { splitEntry } from "./split/split-entry.ts";
export type { SplitEntry } from "./split/split-entry.ts";
export { SplitMismatchError } from "./split/split-mismatch-error.ts";
export { coldTracks } from "./split/cold-tracks.ts";
export { findLeaks } from "./split/find-leaks.ts";
export { LeakFinder } from "./split/leak-finder.ts";
export type { Leak, LeakRules } from "./split/leak-finder.ts";
export { DialogueCounts, dialogueStatistics } from "./statistics/dialogue-statistics.ts";
export type { DialogueStatistics } from "./statistics/dialogue-statistics.ts";
export { formatVarietyTable, languageVariety, VarietySample } from "./statistics/language-variety.ts";
export type { LanguageVariety, Variety } from "./statistics/language-variety.ts";
export { selfBleu } from "./statistics/self-bleu.ts";
export { collectionStatistics, formatCollectionTable } from "./statistics/collection-statistics.ts";
export type { CollectionStatistics } from "./statistics/collection-statistics.ts";
export { playlistStatistics } from "./statistics/playlist-statistics.ts";
export { PlaylistCounts } from "./statistics/playlist-counts.ts";
export type { PlaylistStatistics } from "./statistics/playlist-counts.ts";
export { formatDialogueTable, formatPlaylistTable } from "./statistics/table-1.ts";
export type { NamedStatistics } from "./statistics/table-1.ts";
export { releasePlaylists } from "./playlists/release-playlists.ts";
export { drawPlaylists } from "./playlists/draw-playlists.ts";
export type { DrawPlaylistsOptions } from "./playlists/draw-playlists.ts";
export { simulateDialogues } from "./simulator/simulate-dialogues.ts";
export type { SimulateDialoguesOptions, SimulatedDialogue } from "./simulator/simulate-dialogues.ts";
export type { SimulatedTurn } from "./simulator/simulate-conversation.ts";
export { claimHolds } from "./simulator/claims/claim-holds.ts";
export type { Change, Claim } from "./simulator/claims/claim.ts";
export { mentionRates } from "./statistics/mention-rates.ts";
export type { Mention, MentionRates } from "./statistics/mention-rates.ts";
export { generateWorld } from "./world/generate-world.ts";
export type { GenerateWorldOptions, World } from "./world/generate-world.ts";
export type { WorldPlaylists } from "./world/listening/world-playlists.ts";
export { formatWorldSlices } from "./world/million-playlist-dataset/format-world-slices.ts";
export type {
  FormatWorldSlicesOptions,
  WorldSlice,
} from "./world/million-playlist-dataset/format-world-slices.ts";
export type { MpdInfo, MpdPlaylist, MpdSlice, MpdTrack } from "./million-playlist/mpd-records.ts";
export { MillionPlaylistError } from "./million-playlist/mpd-finding.ts";
export type { MpdFinding } from "./million-playlist/mpd-finding.ts";
export type { MpdFilter } from "./million-playlist/mpd-filter.ts";
export { playlistFromMpd, trackFromMpd } from "./million-playlist/from-mpd.ts";
export type { DialogueTask } from "./synthesis/plan/dialogue-task.ts";
export { planDialogues } from "./synthesis/plan/plan-dialogues.ts";
export type { PlanDialoguesOptions } from "./synthesis/plan/plan-dialogues.ts";
export { estimateSynthesis } from "./synthesis/plan/estimate-synthesis.ts";
export type { SynthesisEstimate } from "./synthesis/plan/estimate-synthesis.ts";
export { buildPrompt, PROMPT_VERSION } from "./synthesis/prompt/build-prompt.ts";
export type { Prompt, PromptOptions } from "./synthesis/prompt/build-prompt.ts";
export { buildRepairPrompt } from "./synthesis/prompt/build-repair-prompt.ts";
export type { JsonSchema } from "./synthesis/prompt/answer-schema.ts";
export { PromptTooLongError } from "./synthesis/prompt/prompt-too-long-error.ts";
export { validateAnswer } from "./synthesis/answer/validate-answer.ts";
export type { AnswerRules, ValidatedAnswer } from "./synthesis/answer/validate-answer.ts";
export { ProviderError } from "./synthesis/provider/dialogue-provider.ts";
export type {
  DialogueProvider,
  ProviderAnswer,
  SynthesisBatch,
  SynthesisRequest,
  TokenPrice,
} from "./synthesis/provider/dialogue-provider.ts";
export { createSimulatorProvider } from "./synthesis/provider/simulator-provider.ts";
export { QualityCounts, qualityReport } from "./synthesis/quality/quality-report.ts";
export type { QualityReport } from "./synthesis/quality/quality-report.ts";
export type { TextModality } from "./synthesis/quality/mentioned-modalities.ts";
export { formatQualityReport } from "./synthesis/quality/format-quality-report.ts";
export { parseChallengeSet } from "./million-playlist/parse-challenge-set.ts";
export type { ChallengePlaylist, ChallengeSet } from "./million-playlist/parse-challenge-set.ts";
export { formatSubmission } from "./million-playlist/format-submission.ts";
export type { SubmissionTeam } from "./million-playlist/format-submission.ts";
export { checkSubmission } from "./million-playlist/check-submission.ts";
export { SubmissionError } from "./million-playlist/submission-fault.ts";
export type { SubmissionFault } from "./million-playlist/submission-fault.ts";
