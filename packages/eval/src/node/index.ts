export { openJudgeAnswers } from "./judge-answers.ts";
export type { JudgeAnswerFile } from "./judge-answers.ts";
export { readRun, writeRun } from "./run-files.ts";
export { readTruth, writeTruth } from "./truth-files.ts";
