import type { TokenPrice } from "./dialogue-provider.ts";

/** Cost of tokens, in the price's currency. */
export function answerCost(
  price: TokenPrice,
  { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number },
): number {
  return (inputTokens * price.inputPerMillion + outputTokens * price.outputPerMillion) / 1e6;
}
