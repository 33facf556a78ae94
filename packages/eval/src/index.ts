export { ArgumentError } from "./errors/argument-error.ts";
export { RunFileError } from "./errors/run-file-error.ts";
export { RunProblemsError } from "./errors/run-problems-error.ts";

export type { TieRank } from "./metrics/tie-rank.ts";
export { rankFromScores } from "./metrics/rank-from-scores.ts";
export type { RankFromScoresOptions } from "./metrics/rank-from-scores.ts";
export { rankFromList } from "./metrics/rank-from-list.ts";
export { reciprocalRank } from "./metrics/reciprocal-rank.ts";
export { hitAtK } from "./metrics/hit-rate.ts";
export { firstHitAtK } from "./metrics/first-hit.ts";
export { firstReciprocalRank } from "./metrics/first-reciprocal-rank.ts";
export { recallAtK } from "./metrics/recall.ts";
export { precisionAtK } from "./metrics/precision.ts";
export { rPrecision } from "./metrics/r-precision.ts";
export { averagePrecision } from "./metrics/average-precision.ts";
export { ndcgAtK } from "./metrics/ndcg.ts";
export { recommendedSongsClicks } from "./metrics/recommended-songs-clicks.ts";
export { catalogueCoverage } from "./metrics/catalogue-coverage.ts";
export { validityShare } from "./metrics/validity-share.ts";
export { giniCoefficient } from "./metrics/gini.ts";
export { novelty } from "./metrics/novelty.ts";
export type { NoveltyOptions } from "./metrics/novelty.ts";
export { cosineDistance, intraListDiversity, tagDistance } from "./metrics/intra-list-diversity.ts";
export { distinctN } from "./metrics/distinct-n.ts";
export type { MetricName, MetricValues } from "./metrics/turn-metrics.ts";

export type { RunTurn, TruthTurn, TurnKey } from "./runs/run.ts";
export { formatRun, parseRun } from "./runs/run-file.ts";
export type { ParseOptions } from "./runs/run-file.ts";
export { formatTruth, parseTruth } from "./runs/truth-file.ts";
export { formatQrels, formatTrecRun, parseQrels, parseTrecRun } from "./runs/trec-files.ts";
export type { FormatTrecOptions } from "./runs/trec-files.ts";
export { topRows } from "./runs/top-rows.ts";
export type { TopRowsOptions } from "./runs/top-rows.ts";
export { rankDialogues, truthOfDialogues } from "./runs/rank-dialogues.ts";
export type { EvaluatedDialogue, RankDialoguesOptions } from "./runs/rank-dialogues.ts";

export { evaluateRun } from "./evaluation/evaluate-run.ts";
export type { EvaluateRunOptions } from "./evaluation/evaluate-run.ts";
export type { EvaluatedTurn, Evaluation, SubsetFigures, TurnNumberFigures } from "./evaluation/evaluation.ts";
export type { IntervalOptions } from "./evaluation/subset-figures.ts";
export type { RunProblem } from "./evaluation/run-problems.ts";
export { compareRuns } from "./evaluation/compare-runs.ts";
export type { CompareRunsOptions, RunComparison, SignificanceTest } from "./evaluation/compare-runs.ts";

export { popularityBuckets } from "./evaluation/popularity-buckets.ts";
export type { PopularityBucketsOptions } from "./evaluation/popularity-buckets.ts";
export { listFigures } from "./evaluation/list-figures.ts";
export type { ListFigures, ListFiguresOptions } from "./evaluation/list-figures.ts";

export { bootstrapInterval } from "./statistics/bootstrap-interval.ts";
export type { BootstrapOptions, Interval } from "./statistics/bootstrap-interval.ts";
export { pairedBootstrapTest } from "./statistics/paired-bootstrap-test.ts";
export type { PairedBootstrapOptions, PairedBootstrapResult } from "./statistics/paired-bootstrap-test.ts";
export { pairedPermutationTest } from "./statistics/paired-permutation-test.ts";
export type {
  PairedPermutationOptions,
  PairedPermutationResult,
} from "./statistics/paired-permutation-test.ts";
export { cohenKappa } from "./statistics/cohen-kappa.ts";
export type { Agreement, CohenKappaOptions } from "./statistics/cohen-kappa.ts";
export { krippendorffAlpha } from "./statistics/krippendorff-alpha.ts";
export type { JudgeAgreement, KrippendorffAlphaOptions } from "./statistics/krippendorff-alpha.ts";
export { holm } from "./statistics/holm.ts";

export type { History, Ranker } from "./baselines/ranker.ts";
export { createBm25 } from "./baselines/bm25/bm25.ts";
export type { Bm25, Bm25Options } from "./baselines/bm25/bm25.ts";
export type { Bm25Result, Bm25SearchOptions } from "./baselines/bm25/top-documents.ts";
export type { Bm25Variant } from "./baselines/bm25/bm25-variants.ts";
export { createBm25Ranker } from "./baselines/bm25/bm25-ranker.ts";
export type { Bm25RankerOptions } from "./baselines/bm25/bm25-ranker.ts";
export { createWordTokenizer } from "./baselines/bm25/word-tokenizer.ts";
export type { Tokenize, WordTokenizerOptions } from "./baselines/bm25/word-tokenizer.ts";
export { trackDocument } from "./baselines/bm25/track-document.ts";
export type { DescribedTrack } from "./baselines/bm25/track-document.ts";
export { createDenseIndex } from "./baselines/dense-index.ts";
export type { DenseIndex, DenseIndexOptions } from "./baselines/dense-index.ts";
export { createDenseRanker, denseHistoryVector } from "./baselines/dense-ranker.ts";
export type { DenseHistoryOptions, DenseRankerOptions } from "./baselines/dense-ranker.ts";
export { embedTexts } from "./baselines/embed-texts.ts";
export type { EmbeddedTexts, EmbedTextsOptions } from "./baselines/embed-texts.ts";
export { createLastTrackRanker } from "./baselines/last-track.ts";
export type { LastTrackRankerOptions } from "./baselines/last-track.ts";
export { createPopularityRanker } from "./baselines/popularity.ts";
export type { PopularityOptions } from "./baselines/popularity.ts";
export { createItemKnnRanker } from "./baselines/item-knn.ts";
export type { ItemKnnOptions } from "./baselines/item-knn.ts";
export type { PlaylistRowsOptions } from "./baselines/playlist-rows.ts";
export { createRandomRanker } from "./baselines/random.ts";
export type { RandomRankerOptions } from "./baselines/random.ts";
export { createFusionRanker, reciprocalRankFusion } from "./baselines/reciprocal-rank-fusion.ts";
export type { FusionOptions, FusionRankerOptions } from "./baselines/reciprocal-rank-fusion.ts";

export { matchingAnalysis } from "./matching/matching-analysis.ts";
export type {
  MatchingAnalysis,
  MatchingAnalysisOptions,
  SubsetMatching,
} from "./matching/matching-analysis.ts";

export { evaluateTalkPlay } from "./protocols/talkplay.ts";
export type { TalkPlayOptions } from "./protocols/talkplay.ts";
export { evaluateCpcd } from "./protocols/cpcd.ts";
export type { CpcdEvaluation, CpcdFigures, CpcdOptions, CpcdProtocolDialogue } from "./protocols/cpcd.ts";
export { evaluateMusicCrs } from "./protocols/music-crs.ts";
export type {
  MusicCrsEvaluation,
  MusicCrsOptions,
  MusicCrsPrediction,
  MusicCrsTruth,
} from "./protocols/music-crs.ts";
export { evaluatePlaylistContinuation } from "./protocols/playlist-continuation.ts";
export type {
  PlaylistContinuationEvaluation,
  PlaylistContinuationOptions,
} from "./protocols/playlist-continuation.ts";

export { responseMetrics } from "./responses/response-metrics.ts";
export type { ResponseMetrics, ResponseMetricsOptions } from "./responses/response-metrics.ts";
export { createClaimChecker } from "./responses/claim-check.ts";
export type { CheckedResponse, ClaimChecker, ClaimedTrack, ClaimTotals } from "./responses/claim-check.ts";
export type { Claim } from "./responses/claim.ts";

export { byTurnTable } from "./tables/by-turn-table.ts";
export type { ByTurnRows } from "./tables/by-turn-table.ts";
export { comparisonTable } from "./tables/comparison-table.ts";
export type { ComparisonRow, ComparisonTableOptions } from "./tables/comparison-table.ts";
export { formatTable } from "./tables/format-table.ts";
export type { Table, TableFormat } from "./tables/format-table.ts";
export { listFiguresTable } from "./tables/list-figures-table.ts";
export type { ListFiguresTableOptions } from "./tables/list-figures-table.ts";
export type { MetricTableOptions } from "./tables/metric-columns.ts";
export { resultsTable } from "./tables/results-table.ts";
export type { ResultsRow, ResultsTableOptions } from "./tables/results-table.ts";
