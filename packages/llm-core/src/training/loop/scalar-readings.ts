import * as tf from "@tensorflow/tfjs-core";

/** Scalars that stay on the device until they are read all at once, so that updates need not wait for them. */
export class ScalarReadings {
  readonly #noted: { name: string; scalar: tf.Scalar }[] = [];

  /** Takes over the scalars. */
  note(scalars: Record<string, tf.Scalar>): void {
    for (const [name, scalar] of Object.entries(scalars)) this.#noted.push({ name, scalar });
  }

  /** The mean of every name's scalars since the last reading. */
  async readMeans(): Promise<Record<string, number>> {
    const noted = this.#noted.splice(0);
    if (noted.length === 0) return {};
    const scalars = noted.map(({ scalar }) => scalar);
    const stacked = tf.stack(scalars);
    tf.dispose(scalars);
    const values = await stacked.data<"float32">();
    stacked.dispose();

    const byName = new Map<string, number[]>();
    noted.forEach(({ name }, index) => byName.set(name, [...(byName.get(name) ?? []), values[index]!]));
    return Object.fromEntries([...byName].map(([name, list]) => [name, mean(list)]));
  }

  dispose(): void {
    tf.dispose(this.#noted.splice(0).map(({ scalar }) => scalar));
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
