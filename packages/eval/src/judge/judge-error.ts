/**
 * The judge gave no answer. The provider's own error is not held: it may have the request with its key in it. What was
 * judged before is in `answers`, where one was given.
 */
export class JudgeError extends Error {
  override readonly name = "JudgeError";
  readonly turnId: string;
  /** The model, where it has a name. */
  readonly modelId: string | undefined;
  /** Requests that were made. */
  readonly attempts: number;
  /** HTTP status of the last one, where there was one. */
  readonly status: number | undefined;

  constructor({
    turnId,
    modelId,
    attempts,
    status,
    problem,
  }: {
    turnId: string;
    modelId: string | undefined;
    attempts: number;
    status: number | undefined;
    problem: string;
  }) {
    super(
      `The judge ${modelId === undefined ? "" : `"${modelId}" `}gave no answer for turn "${turnId}" in ${attempts} ${attempts === 1 ? "request" : "requests"}: ` +
        `${status === undefined ? "" : `HTTP ${status}, `}${problem}. ` +
        `Once it answers again, run the same call; with the same \`answers\` it goes on where it stopped.`,
    );
    this.turnId = turnId;
    this.modelId = modelId;
    this.attempts = attempts;
    this.status = status;
  }
}
