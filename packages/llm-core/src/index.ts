export { llama3ChatTokens, llama3Segments } from "./chat/llama3-template.ts";
export type { ChatMessage, ContentPart, Llama3TemplateOptions } from "./chat/llama3-template.ts";
export { renderSegments } from "./chat/render-segments.ts";
export type { RenderedSegments, Segment, SegmentTokenizer } from "./chat/render-segments.ts";
export { parseConfigJson, toConfigJson } from "./huggingface/config-json.ts";
export type { GenerationIds } from "./huggingface/config-json.ts";
export { ModelFilesError } from "./huggingface/model-files.ts";
export type { ModelFiles, OpenModelFile } from "./huggingface/model-files.ts";
export type { NumberFormat } from "./huggingface/number-format.ts";
export { readGenerationIds } from "./huggingface/read-generation-ids.ts";
export { readLlama } from "./huggingface/read-llama.ts";
export type { ReadLlamaOptions } from "./huggingface/read-llama.ts";
export { webFolder } from "./huggingface/web-folder.ts";
export type { WebFolderOptions } from "./huggingface/web-folder.ts";
export { addLora } from "./lora/add-lora.ts";
export type { AddLoraOptions } from "./lora/add-lora.ts";
export { LoraAdapter } from "./lora/lora-adapter.ts";
export { LoraConfigError } from "./lora/lora-config.ts";
export type { LoraConfig, LoraTarget } from "./lora/lora-config.ts";
export { mergeLora } from "./lora/merge-lora.ts";
export { readLora } from "./lora/read-lora.ts";
export { SafetensorsError } from "./huggingface/safetensors-error.ts";
export type { ComputeType, MatMul } from "./model/compute-type.ts";
export { checkLlamaConfig, llamaConfig, LlamaConfigError } from "./model/config.ts";
export type { Llama3RopeScaling, LlamaConfig, LlamaPreset } from "./model/config.ts";
export { createLlama } from "./model/create-llama.ts";
export { KeyValueCache } from "./model/key-value-cache.ts";
export { Llama } from "./model/llama.ts";
export { LlamaInputError, LlamaWeightsError } from "./model/llama-errors.ts";
export type { LlamaForwardOptions } from "./model/forward-options.ts";
export { BackendUnavailableError } from "./backend/backend-unavailable-error.ts";
export type { Backend, BackendName } from "./backend/choose-backend.ts";
export { useBackend } from "./backend/use-backend.ts";
export { WasmMemoryError } from "./backend/wasm/wasm-memory-error.ts";
export { WebGpuDeviceError, WebGpuMemoryError } from "./backend/webgpu/webgpu-errors.ts";
export type { WebGpuFailure } from "./backend/webgpu/webgpu-errors.ts";
export type { UseBackendOptions } from "./backend/use-backend.ts";
export { beamSearch } from "./generation/beam-search.ts";
export type { Beam, BeamSearchOptions } from "./generation/beam-search.ts";
export type { DecodingOptions, GeneratedToken, Generation } from "./generation/decode.ts";
export { generate, streamTokens } from "./generation/generate.ts";
export type { GenerateOptions } from "./generation/generate.ts";
export { generateBatch } from "./generation/generate-batch.ts";
export type { GenerateBatchOptions } from "./generation/generate-batch.ts";
export { InvalidPromptError } from "./generation/invalid-prompt-error.ts";
export { InvalidSamplingOptionError } from "./generation/invalid-sampling-option-error.ts";
export { keepMinP } from "./generation/keep-min-p.ts";
export { keepTopK } from "./generation/keep-top-k.ts";
export { keepTopP } from "./generation/keep-top-p.ts";
export { NonFiniteLogitsError } from "./generation/non-finite-logits-error.ts";
export { penalizeRepetition } from "./generation/penalize-repetition.ts";
export { createSampler, filterLogits, greedy } from "./generation/sampler.ts";
export type { Sampler, SamplingOptions, SamplingStep } from "./generation/sampler.ts";
export { scaleByTemperature } from "./generation/scale-by-temperature.ts";
export { scoreContinuations } from "./generation/score-continuations.ts";
export type { ScoreContinuationsOptions, ScoredContinuation } from "./generation/score-continuations.ts";
export { EmptyConstraintError, InvalidAllowedIdError } from "./generation/token-constraint.ts";
export type { TokenConstraint } from "./generation/token-constraint.ts";
export { loadTokenizer, Tokenizer } from "./tokenizer/tokenizer.ts";
export type { DecodeOptions } from "./tokenizer/tokenizer.ts";
export { TokenizerError } from "./tokenizer/tokenizer-error.ts";
export { expandVocabulary } from "./vocabulary/expand-vocabulary.ts";
export type {
  ExpandedVocabulary,
  ExpandVocabularyOptions,
  ExpandVocabularyProgress,
} from "./vocabulary/expand-vocabulary.ts";
export type { HewittRowsReport } from "./vocabulary/hewitt-rows.ts";
export { BatchStream, BatchStreamError } from "./training/packing/batch-stream.ts";
export type { BatchPosition, BatchStreamOptions } from "./training/packing/batch-stream.ts";
export type { TooLong } from "./training/packing/cut-document.ts";
export { packDocuments } from "./training/packing/pack-documents.ts";
export type { PackDocumentsOptions } from "./training/packing/pack-documents.ts";
export type { PackedBatch } from "./training/packing/packed-batch.ts";
export type { PackingReport } from "./training/packing/packing-report.ts";
export { TrainingDocumentError } from "./training/packing/training-document.ts";
export type { DocumentSource, TrainingDocument } from "./training/packing/training-document.ts";
export { registerGradients } from "./training/gradients/register-gradients.ts";
export { restoreWeights } from "./training/loop/restore-checkpoint.ts";
export { train } from "./training/loop/train.ts";
export type { BatchSource, TrainOptions, TrainProgress, TrainResult } from "./training/loop/train-options.ts";
export {
  CheckpointMismatchError,
  NonFiniteLossError,
  TrainingOptionError,
} from "./training/loop/training-errors.ts";
export type {
  CurvePoint,
  TrainingCheckpoint,
  TrainingPoint,
  TrainingProgress,
} from "./training/loop/training-progress.ts";
export { newRows } from "./training/trainable/trainable.ts";
export type { Trainable } from "./training/trainable/trainable.ts";
export { validate } from "./training/loop/validate.ts";
export type { ValidateOptions } from "./training/loop/validate.ts";
export type {
  LabelledPositions,
  Objective,
  ObjectiveInput,
  ObjectiveOutput,
} from "./training/objective/objective.ts";
export { AdamW } from "./training/optimizer/adamw.ts";
export type { AdamWOptions, AdamWState, AdamWUpdate } from "./training/optimizer/adamw.ts";
export { constantSchedule, warmupCosineSchedule } from "./training/schedules/schedules.ts";
export type { Schedule, WarmupCosineOptions } from "./training/schedules/schedules.ts";
