/** The projections of a decoder layer that an adapter can change. */
const loraTargets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"] as const;

/** Name of a projection that an adapter can change, as in PEFT. */
export type LoraTarget = (typeof loraTargets)[number];

/** The shape of a LoRA adapter. The paper trains every weight; it does not speak of adapters. */
export interface LoraConfig {
  /** Width of the bottleneck, PEFT's `r`. */
  rank: number;
  /** The change counts `alpha / rank`, PEFT's `lora_alpha`. */
  alpha: number;
  /** Which projections of every layer are changed, PEFT's `target_modules`. */
  targets: readonly LoraTarget[];
  /** Whether the change counts `alpha / √rank` instead, PEFT's `use_rslora` (arXiv 2312.03732). */
  rankStabilized: boolean;
}

/** An adapter that cannot be made, or one of PEFT's that is not plain LoRA. */
export class LoraConfigError extends Error {
  override readonly name = "LoraConfigError";
  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly expected: string,
  ) {
    super(`LoRA config: ${field} is ${JSON.stringify(value) ?? "missing"}; give ${expected}.`);
  }
}

/**
 * PEFT's defaults for a Llama, with some fields replaced: rank 8, alpha 8, targets q_proj and v_proj.
 *
 * @throws LoraConfigError naming the field at fault.
 */
export function loraConfig(changes: Partial<LoraConfig> = {}): LoraConfig {
  const config: LoraConfig = {
    rank: 8,
    alpha: 8,
    targets: ["q_proj", "v_proj"],
    rankStabilized: false,
    ...changes,
  };
  const { rank, alpha, targets } = config;
  if (!Number.isSafeInteger(rank) || rank < 1)
    throw new LoraConfigError("rank", rank, "a whole number above 0");
  if (!Number.isFinite(alpha) || alpha <= 0) throw new LoraConfigError("alpha", alpha, "a number above 0");
  const known: readonly string[] = loraTargets;
  if (targets.length === 0 || targets.some((target) => !known.includes(target))) {
    throw new LoraConfigError("targets", targets, `at least one, all out of ${known.join(", ")}`);
  }
  return config;
}
