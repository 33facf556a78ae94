import type {
  BatchJob,
  CreateBatchJobParameters,
  GenerateContentParameters,
  GenerateContentResponse,
  GetBatchJobParameters,
  ListBatchJobsParameters,
} from "@google/genai";

/** What a response is read for. */
export type GeminiResponse = Pick<GenerateContentResponse, "text" | "usageMetadata" | "candidates">;

/** The part of `GoogleGenAI` (package @google/genai, an optional peer dependency) that is used here. */
export interface GeminiClient {
  models: { generateContent(parameters: GenerateContentParameters): Promise<GeminiResponse> };
  batches: {
    create(parameters: CreateBatchJobParameters): Promise<BatchJob>;
    get(parameters: GetBatchJobParameters): Promise<BatchJob>;
    list(parameters?: ListBatchJobsParameters): Promise<AsyncIterable<BatchJob>>;
  };
}
