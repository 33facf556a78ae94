/** The two vectors of every item: `input` becomes its embedding, `output` stands for it as the one predicted. */
export interface SkipGramVectors {
  /** Row-major [items, width]. */
  input: Float32Array;
  /** Row-major [items, width]; starts at zero. */
  output: Float32Array;
  width: number;
}

/**
 * One step of gradient descent on one pair of neighbours (Mikolov et al. 2013, equation 4): lowers
 * `-log sigmoid(u·v_target) - Σ log sigmoid(-u·v_negative)`, u an input row and v output
 * rows, in place. Returns the loss before the step.
 *
 * @param candidates The target's number, then the negatives'. A negative that is the target is passed over.
 * @param inputStep Scratch of length width.
 */
export function skipGramStep(
  { input, output, width }: SkipGramVectors,
  item: number,
  candidates: Int32Array,
  learningRate: number,
  inputStep: Float64Array,
): number {
  const row = item * width;
  const target = candidates[0]!;
  inputStep.fill(0);
  let loss = 0;
  for (let c = 0; c < candidates.length; c++) {
    const candidate = candidates[c]!;
    if (c > 0 && candidate === target) continue;
    const candidateRow = candidate * width;
    let score = 0;
    for (let d = 0; d < width; d++) score += input[row + d]! * output[candidateRow + d]!;
    const towards = c === 0 ? score : -score;
    const miss = 1 / (1 + Math.exp(towards));
    loss -= Math.log(Math.max(1 - miss, Number.MIN_VALUE));
    const step = learningRate * (c === 0 ? miss : -miss);
    for (let d = 0; d < width; d++) {
      inputStep[d]! += step * output[candidateRow + d]!;
      output[candidateRow + d]! += step * input[row + d]!;
    }
  }
  for (let d = 0; d < width; d++) input[row + d]! += inputStep[d]!;
  return loss;
}
