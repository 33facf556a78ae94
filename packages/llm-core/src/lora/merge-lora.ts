import type { Llama } from "../model/llama.ts";

/** Adds the adapter's changes to the model's own weights and frees the adapter; without one, does nothing. */
export function mergeLora(model: Llama): void {
  const adapter = model.detach();
  if (!adapter) return;
  for (const [name, weight] of model.weights) {
    if (!adapter.changes(name)) continue;
    const merged = adapter.merge(name, weight);
    weight.assign(merged);
    merged.dispose();
  }
  adapter.dispose();
}
