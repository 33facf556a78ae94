/** The shape of a Llama: everything that the weights do not say about themselves. */
export interface LlamaConfig {
  /** Rows of the token embedding. */
  vocabSize: number;
  /** Width of the residual stream. */
  hiddenSize: number;
  /** Width inside the feed-forward block. */
  intermediateSize: number;
  numLayers: number;
  /** Query heads. */
  numHeads: number;
  /** Key and value heads; divides `numHeads` (grouped-query attention). */
  numKeyValueHeads: number;
  /** Width of one head; even. Usually `hiddenSize / numHeads`, but not necessarily. */
  headDim: number;
  /** Longest context, in tokens. */
  maxPositions: number;
  /** Base of the rotary embedding's wavelengths. */
  ropeTheta: number;
  /** Stretching of the rotary embedding beyond the context it was first trained with. */
  ropeScaling?: Llama3RopeScaling;
  /** Added to the mean square before the root. */
  rmsNormEpsilon: number;
  /** Whether the output layer is the token embedding itself. */
  tieWordEmbeddings: boolean;
  /** Standard deviation of freshly drawn weights. */
  initializerRange: number;
}

/** Llama 3.1's rotary scaling: long wavelengths slowed by `factor`, short ones kept, a ramp between them. */
export interface Llama3RopeScaling {
  type: "llama3";
  /** By which the longest wavelengths are stretched. */
  factor: number;
  /** Wavelengths above `originalMaxPositions` over this are stretched in full. */
  lowFrequencyFactor: number;
  /** Wavelengths below `originalMaxPositions` over this stay. */
  highFrequencyFactor: number;
  /** Context length before scaling, in tokens. */
  originalMaxPositions: number;
}

/** A configuration that cannot be a Llama. */
export class LlamaConfigError extends Error {
  override readonly name = "LlamaConfigError";
  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly expected: string,
  ) {
    super(`Llama config: ${field} is ${JSON.stringify(value) ?? "missing"}; give ${expected}.`);
  }
}

const llama3 = {
  vocabSize: 128256,
  numKeyValueHeads: 8,
  maxPositions: 131072,
  ropeTheta: 500000,
  rmsNormEpsilon: 1e-5,
  initializerRange: 0.02,
} satisfies Partial<LlamaConfig>;

const llama3Scaling = (factor: number): Llama3RopeScaling => ({
  type: "llama3",
  factor,
  lowFrequencyFactor: 1,
  highFrequencyFactor: 4,
  originalMaxPositions: 8192,
});

const llama32 = {
  ...llama3,
  intermediateSize: 8192,
  ropeScaling: llama3Scaling(32),
  tieWordEmbeddings: true,
} satisfies Partial<LlamaConfig>;

const smolLm2 = {
  vocabSize: 49152,
  headDim: 64,
  maxPositions: 8192,
  ropeTheta: 100000,
  rmsNormEpsilon: 1e-5,
  tieWordEmbeddings: true,
} satisfies Partial<LlamaConfig>;

const presets = {
  tiny: {
    vocabSize: 8192,
    hiddenSize: 192,
    intermediateSize: 512,
    numLayers: 4,
    numHeads: 6,
    numKeyValueHeads: 2,
    headDim: 32,
    maxPositions: 1024,
    ropeTheta: 10000,
    rmsNormEpsilon: 1e-5,
    tieWordEmbeddings: true,
    initializerRange: 0.02,
  },
  "llama-3.2-1b": { ...llama32, hiddenSize: 2048, numLayers: 16, numHeads: 32, headDim: 64 },
  "llama-3.2-3b": { ...llama32, hiddenSize: 3072, numLayers: 28, numHeads: 24, headDim: 128 },
  "llama-3.1-8b": {
    ...llama3,
    hiddenSize: 4096,
    intermediateSize: 14336,
    numLayers: 32,
    numHeads: 32,
    headDim: 128,
    ropeScaling: llama3Scaling(8),
    tieWordEmbeddings: false,
  },
  "smollm2-135m": {
    ...smolLm2,
    hiddenSize: 576,
    intermediateSize: 1536,
    numLayers: 30,
    numHeads: 9,
    numKeyValueHeads: 3,
    initializerRange: 1 / 24,
  },
  "smollm2-360m": {
    ...smolLm2,
    hiddenSize: 960,
    intermediateSize: 2560,
    numLayers: 32,
    numHeads: 15,
    numKeyValueHeads: 5,
    initializerRange: 0.02,
  },
  "tinyllama-1.1b": {
    vocabSize: 32000,
    hiddenSize: 2048,
    intermediateSize: 5632,
    numLayers: 22,
    numHeads: 32,
    numKeyValueHeads: 4,
    headDim: 64,
    maxPositions: 2048,
    ropeTheta: 10000,
    rmsNormEpsilon: 1e-5,
    tieWordEmbeddings: false,
    initializerRange: 0.02,
  },
} satisfies Record<string, LlamaConfig>;

/** Names that {@link llamaConfig} knows. */
export type LlamaPreset = keyof typeof presets;

/**
 * A checked configuration: a preset with some of its fields replaced.
 *
 * @param preset `tiny` (about 3M parameters, trains on two cores), `llama-3.2-1b` (the paper's §4.2), or another
 *   published shape: `llama-3.2-3b`, `llama-3.1-8b`, `smollm2-135m`, `smollm2-360m`, `tinyllama-1.1b`.
 * @throws LlamaConfigError naming the field at fault.
 */
export function llamaConfig(preset: LlamaPreset, changes: Partial<LlamaConfig> = {}): LlamaConfig {
  if (!Object.hasOwn(presets, preset)) {
    throw new LlamaConfigError("preset", preset, `one of ${Object.keys(presets).join(", ")}`);
  }
  return checkLlamaConfig({ ...presets[preset], ...changes });
}

/**
 * Returns a frozen copy of `config` if a Llama can have this shape.
 *
 * @throws LlamaConfigError naming the field at fault.
 */
export function checkLlamaConfig(config: LlamaConfig): LlamaConfig {
  const wholeNumbers = [
    "vocabSize",
    "hiddenSize",
    "intermediateSize",
    "numLayers",
    "numHeads",
    "numKeyValueHeads",
    "headDim",
    "maxPositions",
  ] as const;
  for (const field of wholeNumbers) {
    expect(
      Number.isSafeInteger(config[field]) && config[field] > 0,
      field,
      config[field],
      "a whole number above 0",
    );
  }
  for (const field of ["ropeTheta", "rmsNormEpsilon"] as const) {
    expectPositive(field, config[field]);
  }
  const { initializerRange, headDim, numHeads, numKeyValueHeads, tieWordEmbeddings, ropeScaling } = config;
  expect(
    Number.isFinite(initializerRange) && initializerRange >= 0,
    "initializerRange",
    initializerRange,
    "a number of at least 0",
  );
  expect(headDim % 2 === 0, "headDim", headDim, "an even number (rotary embeddings turn pairs)");
  expect(
    numHeads % numKeyValueHeads === 0,
    "numKeyValueHeads",
    numKeyValueHeads,
    `a divisor of numHeads (${numHeads})`,
  );
  expect(typeof tieWordEmbeddings === "boolean", "tieWordEmbeddings", tieWordEmbeddings, "true or false");
  if (ropeScaling) checkRopeScaling(ropeScaling);
  return Object.freeze({ ...config, ...(ropeScaling && { ropeScaling: Object.freeze({ ...ropeScaling }) }) });
}

function checkRopeScaling(scaling: Llama3RopeScaling): void {
  expect(
    scaling.type === "llama3",
    "ropeScaling.type",
    scaling.type,
    'the type "llama3", the only one supported',
  );
  for (const field of [
    "factor",
    "lowFrequencyFactor",
    "highFrequencyFactor",
    "originalMaxPositions",
  ] as const) {
    expectPositive(`ropeScaling.${field}`, scaling[field]);
  }
  expect(
    scaling.highFrequencyFactor > scaling.lowFrequencyFactor,
    "ropeScaling.highFrequencyFactor",
    scaling.highFrequencyFactor,
    `more than lowFrequencyFactor (${scaling.lowFrequencyFactor})`,
  );
}

function expectPositive(field: string, value: number): void {
  expect(Number.isFinite(value) && value > 0, field, value, "a number above 0");
}

function expect(holds: boolean, field: string, value: unknown, expected: string): void {
  if (!holds) throw new LlamaConfigError(field, value, expected);
}
