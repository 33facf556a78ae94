/** The model's logits hold NaN or infinities: its weights are broken, or an activation overflowed. */
export class NonFiniteLogitsError extends Error {
  override readonly name = "NonFiniteLogitsError";

  constructor() {
    super(
      "The model's next-token logits are not finite: check that its weights are finite and match its config.",
    );
  }
}
