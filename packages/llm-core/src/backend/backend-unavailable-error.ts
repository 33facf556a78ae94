/** No backend that the caller allowed can run here. */
export class BackendUnavailableError extends Error {
  override readonly name = "BackendUnavailableError";

  constructor(
    /** Every backend that was tried, with the reason why it does not run. */
    readonly unavailable: readonly { name: string; reason: string }[],
  ) {
    const reasons = unavailable.map(({ name, reason }) => `${name}: ${reason}`).join("; ");
    super(`No backend to compute with (${reasons}); make one of them available or ask for another.`);
  }
}
