import type { RecommendationInWords } from "@talkplay-examples/talkplay";

/** Where the page's worker finds what it loads. */
export interface LoadRequest {
  kind: "load";
  /** Address of a folder that `saveRecommender` saved. */
  recommender: string;
  /** Address of Universal Sentence Encoder Lite's files. */
  encoder: string;
  /** Address of the `.wasm` files of `@tensorflow/tfjs-backend-wasm`. */
  wasm: string;
  /** A backend by name, instead of WebGPU if there is a GPU, else WebAssembly. */
  backend: string | null;
}

/** From the page to its worker. */
export type Request = LoadRequest | { kind: "ask"; wish: string } | { kind: "stop" };

/** From the worker to its page. */
export type Reply =
  | { kind: "loading"; doing: string; share: number }
  | { kind: "ready"; tracks: number; backend: string }
  | { kind: "found"; tracks: RecommendationInWords[] }
  /** What the model has said so far. */
  | { kind: "text"; text: string }
  | { kind: "answered" }
  | { kind: "stopped" }
  | { kind: "failed"; message: string };
