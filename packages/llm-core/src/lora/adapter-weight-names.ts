import type { TokenRows } from "./adapter-config-json.ts";

const prefix = "base_model.model.";

/** PEFT's name of an adapter's weight. */
export function peftName(weight: string): string {
  return prefix + weight;
}

/** A matrix of the model whose rows an adapter replaces. */
export interface ReplacedRows {
  /** Name of the matrix in the model. */
  weight: string;
  /** PEFT's name of the rows. */
  peftName: string;
  ids: readonly number[];
}

/** The matrices whose rows an adapter replaces; those of a tied output layer are the embedding's. */
export function replacedRows(tokenRows: TokenRows, options: { isTied: boolean }): ReplacedRows[] {
  const matrices = [
    ["embed_tokens", "model.embed_tokens"],
    ["lm_head", "lm_head"],
  ] as const;
  return matrices.flatMap(([module, path]) => {
    const ids = tokenRows[module];
    if (!ids || (module === "lm_head" && options.isTied)) return [];
    const name = peftName(`${path}.token_adapter.trainable_tokens_delta`);
    return [{ weight: `${path}.weight`, peftName: name, ids }];
  });
}
