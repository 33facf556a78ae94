import type { TextEmbedder } from "@talkplay/music-tokenizer";

type Embedded = Awaited<ReturnType<TextEmbedder>>;

/** To the encoder's worker; every request has a number, which its reply repeats. */
export interface EncoderRequest {
  number: number;
  /** Addresses of the encoder's files and of the `.wasm` files of tfjs's backend; then, texts to embed. */
  request: { files: string; wasm: string } | { texts: readonly string[] };
}

/** From the encoder's worker. */
export type EncoderReply =
  | { number: number; embedded: Embedded | undefined }
  | { number: number; error: string };

/**
 * Starts Universal Sentence Encoder Lite in a worker of its own.
 *
 * @returns the embedder, once its weights are loaded
 */
export async function startEncoder(addresses: { files: string; wasm: string }): Promise<TextEmbedder> {
  const worker = new Worker(new URL("encoder-worker.ts", import.meta.url), { type: "module" });
  const post: (request: EncoderRequest) => void = worker.postMessage.bind(worker);
  const waiting = new Map<number, { resolve(embedded?: Embedded): void; reject(error: Error): void }>();
  let number = 0;
  const ask = (request: EncoderRequest["request"]): Promise<Embedded | undefined> =>
    new Promise((resolve, reject) => {
      waiting.set(++number, { resolve, reject });
      post({ number, request });
    });
  worker.addEventListener("message", ({ data }: MessageEvent<EncoderReply>) => {
    const asked = waiting.get(data.number)!;
    waiting.delete(data.number);
    if ("error" in data) asked.reject(new Error(data.error));
    else asked.resolve(data.embedded);
  });
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values())
      reject(new Error(message || "The text encoder does not start."));
    waiting.clear();
  });
  await ask(addresses);
  return async (texts) => (await ask({ texts }))!;
}
