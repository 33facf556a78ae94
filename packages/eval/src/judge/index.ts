export type { JudgeModel } from "./judge-model.ts";
export type { JudgedAnswer, JudgedTurn } from "./judged-turn.ts";
export { RESPONSE_RUBRIC } from "./rubric.ts";
export type { Criterion } from "./rubric.ts";
export { rateResponses } from "./rate-responses.ts";
export type { RateResponsesOptions, ResponseRatings } from "./rate-responses.ts";
export { compareResponses } from "./compare-responses.ts";
export type { CompareResponsesOptions, ResponseComparison } from "./compare-responses.ts";
