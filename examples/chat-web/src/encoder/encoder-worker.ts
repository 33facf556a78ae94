import { useBackend, webFolder } from "@talkplay/llm-core";
import { createUseLite } from "@talkplay/music-tokenizer/use-lite";
import type { UseLite } from "@talkplay/music-tokenizer/use-lite";
import type { EncoderReply, EncoderRequest } from "./start-encoder.ts";

// The text encoder, alone and on WebAssembly: it reads tensors synchronously, for which a GPU in a browser is not made.

const owner = globalThis as unknown as {
  postMessage(reply: EncoderReply): void;
  addEventListener(type: "message", listener: (event: { data: EncoderRequest }) => void): void;
};
const reply = owner.postMessage.bind(owner);
let encoder: Promise<UseLite> | undefined;

owner.addEventListener("message", ({ data: { number, request } }) => {
  void (async () => {
    try {
      if ("texts" in request) {
        const { embed } = await encoder!;
        reply({ number, embedded: await embed(request.texts) });
      } else {
        encoder = load(request);
        await encoder;
        reply({ number, embedded: undefined });
      }
    } catch (error) {
      reply({ number, error: error instanceof Error ? error.message : String(error) });
    }
  })();
});

async function load({ files, wasm }: { files: string; wasm: string }): Promise<UseLite> {
  await useBackend({ preference: "wasm", wasmPath: wasm });
  const folder = webFolder(files);
  return createUseLite({
    readFile: async (name) => new Uint8Array(await folder.read(name, 0, (await folder.size(name)) ?? 0)),
  });
}
