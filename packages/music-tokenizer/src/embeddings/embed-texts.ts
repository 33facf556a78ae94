import type { TextEmbedder, TextEmbedderOptions } from "./text-embedder.ts";
import type { Embeddings } from "./embeddings.ts";

/** Options of `embedTexts`. */
export interface EmbedTextsOptions extends TextEmbedderOptions {
  /** Track ids, parallel to `texts`. */
  ids: readonly string[];
  /** One text a track; a track without one (undefined or blank) is absent from the result. */
  texts: readonly (string | undefined)[];
  embedder: TextEmbedder;
}

/**
 * The embeddings of one text modality: every track that has a text, in the order given.
 *
 * @throws RangeError when ids and texts differ in number, or the embedder answers with a wrong number of values.
 */
export async function embedTexts({
  ids,
  texts,
  embedder,
  ...options
}: EmbedTextsOptions): Promise<Embeddings> {
  if (ids.length !== texts.length)
    throw new RangeError(`${ids.length} ids but ${texts.length} texts: give one text (or undefined) an id`);
  const present = ids.flatMap((id, index) => {
    const text = texts[index]?.trim();
    return text ? [{ id, text }] : [];
  });
  const { rows, width } = await embedder(
    present.map(({ text }) => text),
    options,
  );
  if (rows.length !== present.length * width)
    throw new RangeError(
      `the text embedder gave ${rows.length} values for ${present.length} texts of width ${width}: expected ${present.length * width}`,
    );
  return { ids: present.map(({ id }) => id), rows, width };
}
