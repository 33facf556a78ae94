import "@tensorflow/tfjs-backend-cpu";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLlama } from "../model/create-llama.ts";
import { llamaConfig } from "../model/config.ts";
import { saveHuggingFace } from "../node/huggingface/save-hugging-face.ts";
import { readLlama } from "./read-llama.ts";
import { webFolder } from "./web-folder.ts";

const model = createLlama(
  llamaConfig("tiny", { vocabSize: 40, hiddenSize: 16, intermediateSize: 24, numLayers: 1 }),
  { seed: 1 },
);
let folder: string;
let server: Server;
/** What was asked for, one line a request: the file and the bytes sent. */
const requests: string[] = [];

/** Serves the folder at /ranges/, at /whole/ without ranges, at /hidden/ without Content-Range; /broken/ answers 500. */
function serve(): Promise<Server> {
  const listening = createServer(async (request, response) => {
    const [, kind, name] = (request.url ?? "").split("/") as [string, string, string];
    if (kind === "broken") return void response.writeHead(500).end();
    const bytes = await readFile(join(folder, decodeURIComponent(name))).catch(() => undefined);
    if (bytes === undefined) return void response.writeHead(404).end("no such file");
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    const asked = first !== undefined && kind !== "whole";
    const part = asked ? bytes.subarray(Number(first), Number(last) + 1) : bytes;
    requests.push(`${name} ${part.length}`);
    const range = { "content-range": `bytes ${first}-${last}/${bytes.length}` };
    return void response.writeHead(asked ? 206 : 200, asked && kind === "ranges" ? range : {}).end(part);
  });
  return new Promise((resolve) => listening.listen(0, "127.0.0.1", () => resolve(listening)));
}

const at = (kind: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "web-folder-"));
  await saveHuggingFace(model, folder);
  server = await serve();
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe("relation: a model from a web address is the one on disk", () => {
  it.each(["ranges", "whole", "hidden"])("from a server with %s", async (kind) => {
    requests.length = 0;
    const loaded = await readLlama(webFolder(at(kind)));
    for (const [name, weight] of model.weights)
      expect(await loaded.weights.get(name)!.data()).toEqual(await weight.data());
    const weightsSent = requests.filter((line) => line.startsWith("model.safetensors "));
    const all = (await readFile(join(folder, "model.safetensors"))).length;
    if (kind === "ranges") expect(weightsSent).not.toContain(`model.safetensors ${all}`);
    else expect(weightsSent.filter((line) => line.endsWith(` ${all}`))).toHaveLength(1);
    loaded.dispose();
  });
});

describe("unit: a web address", () => {
  it("has no size for a file that is not there, and names it when it is read", async () => {
    const files = webFolder(`${at("ranges")}/`);
    expect(await files.size("none.json")).toBeUndefined();
    await expect(files.read("none.json", 0, 4)).rejects.toMatchObject({
      name: "ModelFilesError",
      file: "none.json",
      problem: "is missing",
    });
  });

  it("says what a server answers, and when there is none", async () => {
    await expect(readLlama(webFolder(at("broken")))).rejects.toThrow("the server answers 500");
    await expect(webFolder("http://127.0.0.1:1").size("config.json")).rejects.toThrow(
      "http://127.0.0.1:1/: config.json cannot be fetched",
    );
  });

  it("stops by its signal, with its reason", async () => {
    const abort = new AbortController();
    abort.abort(new Error("no longer wanted"));
    await expect(webFolder(at("ranges"), { signal: abort.signal }).size("config.json")).rejects.toThrow(
      "no longer wanted",
    );
  });

  it("sends requests by the caller's fetch", async () => {
    const asked: string[] = [];
    const files = webFolder("https://models.example/tiny llama", {
      fetch: async (input) => {
        asked.push(String(input));
        return new Response("{}");
      },
    });
    expect(await files.size("sub/config #1.json")).toBe(2);
    expect(asked).toEqual(["https://models.example/tiny llama/sub/config%20%231.json"]);
  });
});
