/** A prompt that stays above its budget when everything that can be left out is left out. */
export class PromptTooLongError extends RangeError {
  override readonly name = "PromptTooLongError";
  readonly taskId: string;
  readonly tokens: number;
  readonly maximumTokens: number;

  constructor(fault: { taskId: string; tokens: number; maximumTokens: number }) {
    super(
      `The prompt of "${fault.taskId}" has ${fault.tokens} tokens without lyrics, tags and example, but ` +
        `${fault.maximumTokens} are allowed. Raise maximumTokens, or give its conversation fewer tracks.`,
    );
    this.taskId = fault.taskId;
    this.tokens = fault.tokens;
    this.maximumTokens = fault.maximumTokens;
  }
}
