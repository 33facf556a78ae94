import * as tf from "@tensorflow/tfjs-core";
import { adamInPlace } from "../../backend/native-ops/adam-in-place.ts";
import type { AdamUpdate, Moments } from "../../backend/native-ops/adam-in-place.ts";

/** Options of `AdamW`. */
export interface AdamWOptions {
  /**
   * Decay of the mean of gradients. The paper does not state this.
   * @default 0.9
   */
  beta1?: number;
  /**
   * Decay of the mean of squared gradients. The paper does not state this.
   * @default 0.95
   */
  beta2?: number;
  /**
   * Added to the root of the second moment.
   * @default 1e-8
   */
  epsilon?: number;
  /**
   * Decoupled weight decay, as a share of the learning rate. The paper does not state this.
   * @default 0.1
   */
  weightDecay?: number;
  /**
   * Which parameters decay.
   * @default matrices: those of rank 2 and above
   */
  decays?: (name: string, shape: readonly number[]) => boolean;
}

/** Both moments of every parameter that has been updated. */
export interface AdamWState {
  /** Updates that each parameter has had; one without a gradient is passed over. */
  steps: Record<string, number>;
  /** `first.NAME` and `second.NAME`, float32 in the parameter's shape. */
  moments: Record<string, tf.Tensor>;
}

/** One update: weights, their gradients and the rate. */
export interface AdamWUpdate {
  weights: ReadonlyMap<string, tf.Variable>;
  /** By the weights' names; disposed as they are used. A weight without a gradient stays as it is. */
  gradients: Map<string, tf.Tensor>;
  learningRate: number;
  /** Factor of all gradients, as clipping computes it. */
  scale: tf.Scalar;
  /**
   * First of a weight's rows that is updated; gradient and moments are of the rows from there on.
   * @default 0 of every weight
   */
  fromRow?: (name: string) => number;
}

/**
 * AdamW as in PyTorch's `torch.optim.AdamW`: Loshchilov and Hutter 2019 (arXiv 1711.05101).
 *
 * Its state is kept by parameter name, so that it can be saved and continued exactly; one parameter is updated at a
 * time, which keeps the temporaries to a few tensors of one parameter's size. On native TensorFlow the update is made
 * in place.
 */
export class AdamW {
  readonly #options: Required<AdamWOptions>;
  readonly #first = new Map<string, tf.Tensor>();
  readonly #second = new Map<string, tf.Tensor>();
  readonly #steps = new Map<string, number>();

  constructor(options: AdamWOptions = {}) {
    this.#options = {
      beta1: 0.9,
      beta2: 0.95,
      epsilon: 1e-8,
      weightDecay: 0.1,
      decays: (_name, shape) => shape.length >= 2,
      ...options,
    };
  }

  /**
   * Makes the moments of parameters before their first update: made before a step's temporaries, they do not end up
   * scattered between what those leave free.
   *
   * @param shapes of what is trained of each parameter, by name
   */
  reserve(shapes: ReadonlyMap<string, readonly number[]>): void {
    for (const [name, shape] of shapes)
      for (const moments of [this.#first, this.#second])
        if (!moments.has(name)) moments.set(name, zeros(shape));
  }

  /** One update of all parameters that have a gradient. */
  update({ weights, gradients, learningRate, scale, fromRow = () => 0 }: AdamWUpdate): void {
    const { beta1, beta2, epsilon, weightDecay, decays } = this.#options;
    // The smallest first: when the largest get their temporaries, the other gradients are gone
    for (const [name, gradient] of [...gradients].toSorted(([, a], [, b]) => a.size - b.size)) {
      const weight = weights.get(name)!;
      const step = (this.#steps.get(name) ?? 0) + 1;
      const secondCorrection = Math.sqrt(1 - beta2 ** step);
      const frozenRows = fromRow(name);
      const rows = frozenRows === 0 ? weight : tf.tidy(() => tf.variable(tf.slice(weight, frozenRows)));
      const { first, second } = adam({
        weight: rows,
        gradient,
        first: this.#first.get(name) ?? zeros(gradient.shape),
        second: this.#second.get(name) ?? zeros(gradient.shape),
        scale,
        beta1,
        beta2,
        epsilon: epsilon * secondCorrection,
        stepSize: (learningRate * secondCorrection) / (1 - beta1 ** step),
        decay: decays(name, weight.shape) ? learningRate * weightDecay : 0,
      });
      this.#steps.set(name, step);
      this.#first.set(name, first);
      this.#second.set(name, second);
      if (rows === weight) continue;
      tf.tidy(() => weight.assign(tf.concat([tf.slice(weight, 0, frozenRows), rows])));
      rows.dispose();
    }
    gradients.clear();
  }

  /** The optimizer's own tensors, not copies: read them before the next update and leave their disposal to it. */
  get state(): AdamWState {
    const moments: Record<string, tf.Tensor> = {};
    for (const name of this.#steps.keys()) {
      moments[`first.${name}`] = this.#first.get(name)!;
      moments[`second.${name}`] = this.#second.get(name)!;
    }
    return { steps: Object.fromEntries(this.#steps), moments };
  }

  /** Goes on from a state, of which it takes copies. */
  restore({ steps, moments }: AdamWState): void {
    this.dispose();
    for (const [name, step] of Object.entries(steps)) this.#steps.set(name, step);
    for (const [key, tensor] of Object.entries(moments)) {
      const [moment, name] = splitOnce(key, ".");
      (moment === "first" ? this.#first : this.#second).set(name, tf.keep(tf.clone(tensor)));
    }
  }

  dispose(): void {
    tf.dispose([...this.#first.values(), ...this.#second.values()]);
    this.#first.clear();
    this.#second.clear();
    this.#steps.clear();
  }
}

/** Made by the backend: `tf.zeros` makes them in JavaScript and leaves them to its garbage collector. */
function zeros(shape: readonly number[]): tf.Tensor {
  const own = shape.slice();
  return tf.keep(tf.fill(own, 0));
}

/** In place where the backend can; frees the gradient, and moments that are not those returned. */
function adam(update: AdamUpdate): Moments {
  const inPlace = adamInPlace(update);
  if (inPlace) return inPlace;
  const { weight, gradient, first, second, scale, beta1, beta2, epsilon, stepSize, decay } = update;
  const next = tf.tidy(() => {
    const scaled = tf.mul(gradient, scale);
    const firstNext = tf.add(tf.mul(first, beta1), tf.mul(scaled, 1 - beta1));
    const secondNext = tf.add(tf.mul(second, beta2), tf.mul(tf.square(scaled), 1 - beta2));
    // Both sides of the quotient times the second moment's correction: one pass over memory fewer
    const push = tf.mul(tf.div(firstNext, tf.add(tf.sqrt(secondNext), epsilon)), stepSize);
    weight.assign(tf.sub(decay === 0 ? weight : tf.mul(weight, 1 - decay), push));
    return { first: tf.keep(firstNext), second: tf.keep(secondNext) };
  });
  tf.dispose([first, second, gradient]);
  return next;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
