import type { MatchingAnalysis, SubsetFigures } from "@talkplay/eval";
import type { Backend, Llama, TrainResult } from "@talkplay/llm-core";
import type { MusicTokenizer, TokenizerReport } from "@talkplay/music-tokenizer";
import type { Options } from "../command/options.ts";
import type { RunFolder } from "../command/run-folder.ts";
import type { Size } from "../command/sizes.ts";
import type { ExperimentData } from "../data/experiment-data.ts";
import type { EvaluationResult } from "../stages/evaluate.ts";
import type { SampleConversation } from "../stages/sample.ts";
import { versions } from "./versions.ts";

/** Everything that a run has to tell. */
export interface ReportInput {
  folder: RunFolder;
  options: Options;
  size: Size;
  steps: number;
  data: ExperimentData;
  warm: ReadonlySet<string>;
  music: MusicTokenizer;
  model: Llama;
  backend: Backend;
  training: TrainResult;
  result: EvaluationResult;
  samples: SampleConversation[];
}

/** One row of Table 2: a system on a part of a test set. */
export interface EvaluationRow {
  testSet: string;
  system: string;
  subset: "all" | "warm" | "cold";
  turns: number;
  dialogues: number;
  missing: number;
  mrr: number;
  hitAt1: number;
  hitAt10: number;
  hitAt100: number;
  intervals: SubsetFigures["intervals"];
  overDialogues: SubsetFigures["overDialogues"];
  /** Two-sided p of the paired permutation test of MRR against BM25 on the same turns; only for all turns. */
  pAgainstBm25?: number;
}

/** `report.json`. */
export interface ReportData {
  version: 1;
  createdAt: string;
  command: string;
  seed: number;
  versions: Record<string, string>;
  config: {
    options: Options;
    size: Size;
    steps: number;
    model: Llama["config"];
    parameters: number;
    backend: string;
  };
  data: {
    name: string;
    source: string;
    tracks: number;
    coldTracks: number;
    playlists: number;
    writtenDialogues: number;
    simulatedDialogues: number;
    tests: { name: string; dialogues: number; turns: number }[];
    modalities: string[];
  };
  tokenizer: Omit<TokenizerReport, "modalities"> & {
    modalities: Omit<TokenizerReport["modalities"][number], "clusterDetails">[];
  };
  training: {
    curves: Pick<TrainResult, "training" | "validation">;
    best: TrainResult["best"];
    tokens: number;
    seconds: number;
    tokensPerSecond: number;
    peakMemoryBytes: number;
  };
  systems: { name: string; description: string }[];
  evaluations: EvaluationRow[];
  byTurn: { testSet: string; system: string; figures: SubsetFigures["byTurn"] }[];
  matching: Record<string, MatchingAnalysis>;
  samples: SampleConversation[];
}

/** The run as data: every figure of the page comes from here. */
export function reportData(input: ReportInput): ReportData {
  const { options, size, steps, data, warm, music, model, backend, training, result, samples } = input;
  const { modalities, ...counts } = music.report();
  return {
    version: 1,
    createdAt: new Date().toISOString(),
    command:
      process.argv.length > 2 ? `npm run train-full -- ${process.argv.slice(2).join(" ")}` : "npm start",
    seed: options.seed,
    versions: versions(),
    config: {
      options,
      size,
      steps,
      model: model.config,
      parameters: model.parameterCount,
      backend: backend.line,
    },
    data: {
      name: data.name,
      source: data.source,
      tracks: data.tracks.length,
      coldTracks: data.tracks.length - warm.size,
      playlists: data.playlists.length,
      writtenDialogues: data.training.written.length,
      simulatedDialogues: data.training.simulated.length,
      tests: data.tests.map(({ name, dialogues }) => ({
        name,
        dialogues: dialogues.length,
        turns: dialogues.reduce((sum, { turns }) => sum + turns.length, 0),
      })),
      modalities: data.modalities,
    },
    tokenizer: { ...counts, modalities: modalities.map(withoutDetails) },
    training: {
      curves: { training: training.training, validation: training.validation },
      best: training.best,
      tokens: training.tokens,
      seconds: training.seconds,
      tokensPerSecond: training.tokensPerSecond,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    },
    systems: result.systems,
    evaluations: result.evaluations.flatMap(({ testSet, system, evaluation, comparison }) =>
      (["all", "warm", "cold"] as const).map((subset) => {
        const figures = evaluation.subsets[subset] as SubsetFigures;
        const { turns, dialogues, missing, mrr, hitAt1, hitAt10, hitAt100, intervals, overDialogues } =
          figures;
        return {
          testSet,
          system,
          subset,
          turns,
          dialogues,
          missing,
          mrr,
          hitAt1,
          hitAt10,
          hitAt100,
          intervals,
          overDialogues,
          ...(subset === "all" && comparison && { pAgainstBm25: comparison.pValue }),
        };
      }),
    ),
    byTurn: result.evaluations.map(({ testSet, system, evaluation }) => ({
      testSet,
      system,
      figures: (evaluation.subsets["all"] as SubsetFigures).byTurn,
    })),
    matching: result.matching,
    samples,
  };
}

/** The figures of a codebook; what each cluster holds would be most of the file. */
function withoutDetails({ clusterDetails, ...figures }: TokenizerReport["modalities"][number]) {
  void clusterDetails;
  return figures;
}
