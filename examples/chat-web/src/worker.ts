import { describeRecommendation, readRecommender } from "@talkplay-examples/talkplay";
import type { Recommender, Turn } from "@talkplay-examples/talkplay";
import type { Track } from "@talkplay/datasets";
import { useBackend, webFolder } from "@talkplay/llm-core";
import type { BackendName } from "@talkplay/llm-core";
import { startEncoder } from "./encoder/start-encoder.ts";
import type { LoadRequest, Reply, Request } from "./messages.ts";

// The page's worker: loads a recommender, then answers one wish after the other.

const page = globalThis as unknown as {
  postMessage(reply: Reply): void;
  addEventListener(type: "message", listener: (event: { data: Request }) => void): void;
};

const reply = page.postMessage.bind(page);

let loaded: { recommender: Recommender; trackOf: ReadonlyMap<string, Track> } | undefined;
const history: Turn[] = [];
let job = new AbortController();

page.addEventListener("message", ({ data: request }) => {
  if (request.kind === "stop") job.abort(new Error("stopped"));
  else if (request.kind === "load") void reportFailure((signal) => load(request, signal));
  else void reportFailure((signal) => answer(request.wish, signal));
});

async function reportFailure(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  job = new AbortController();
  const { signal } = job;
  try {
    await work(signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) reply({ kind: "stopped" });
    else reply({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

async function load(request: LoadRequest, signal: AbortSignal): Promise<void> {
  const report = (doing: string, share: number): void => reply({ kind: "loading", doing, share });
  report("something to compute on", 0);
  const backend = await useBackend({
    preference: (request.backend as BackendName | null) ?? ["webgpu", "wasm"],
    wasmPath: request.wasm,
  });
  report("text encoder", 0.02);
  const embedder = await startEncoder({ files: request.encoder, wasm: request.wasm });
  const { recommender, tracks } = await readRecommender(
    (name) => webFolder(new URL(name === "" ? "." : `${name}/`, request.recommender), { signal }),
    { embedder, signal, onProgress: ({ doing, share }) => report(doing, 0.2 + 0.8 * share) },
  );
  loaded = { recommender, trackOf: new Map(tracks.map((track) => [track.id, track])) };
  reply({ kind: "ready", tracks: tracks.length, backend: backend.line });
}

/** The best tracks, then the model's words on the first, which counts as played. */
async function answer(query: string, signal: AbortSignal): Promise<void> {
  const { recommender, trackOf } = loaded!;
  const found = await recommender.recommend({ history, query, limit: 5, signal });
  const [first] = found;
  if (first === undefined) throw new Error("Every track of the catalogue was played.");
  reply({
    kind: "found",
    tracks: found.map(({ trackId, matched }) => describeRecommendation(trackOf.get(trackId)!, matched)),
  });
  const turn: Turn = { query, trackId: first.trackId, response: "" };
  try {
    turn.response = await recommender.respond({
      history,
      query,
      trackId: first.trackId,
      seed: 1 + history.length,
      signal,
      onText: (text) => {
        turn.response = text;
        reply({ kind: "text", text });
      },
    });
    reply({ kind: "text", text: turn.response });
    reply({ kind: "answered" });
  } finally {
    history.push(turn);
  }
}
