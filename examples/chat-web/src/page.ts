import { Conversation } from "./conversation.ts";
import type { Reply, Request } from "./messages.ts";

// The page: starts the worker, shows what it says, and passes wishes and stops on.

const element = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const state = element("state");
const loading = element<HTMLProgressElement>("loading");
const problem = element("problem");
const wish = element<HTMLInputElement>("wish");
const send = element<HTMLButtonElement>("send");
const stop = element<HTMLButtonElement>("stop");
const conversation = new Conversation(element("conversation"));

const worker = new Worker(new URL("worker.ts", import.meta.url), { type: "module" });
const post: (request: Request) => void = worker.postMessage.bind(worker);
let isReady = false;

/** Either something can be stopped, or, once all is loaded, asked. */
function setBusy(busy: boolean): void {
  stop.disabled = !busy;
  send.disabled = busy || !isReady;
  wish.disabled = busy || !isReady;
  if (!wish.disabled) wish.focus();
}

function show(reply: Reply): void {
  switch (reply.kind) {
    case "loading":
      state.textContent = `Loading: ${reply.doing}`;
      loading.value = reply.share;
      break;
    case "ready":
      isReady = true;
      loading.hidden = true;
      state.textContent = `${reply.tracks} tracks. ${reply.backend}`;
      setBusy(false);
      break;
    case "found":
      conversation.showTracks(reply.tracks);
      break;
    case "text":
      conversation.showText(reply.text);
      break;
    case "answered":
      conversation.finish("");
      setBusy(false);
      break;
    case "stopped":
      if (isReady) conversation.finish("Stopped.");
      else state.textContent = "Stopped. Reload the page to load the recommender.";
      loading.hidden = true;
      setBusy(false);
      break;
    case "failed":
      problem.textContent = reply.message;
      conversation.finish("");
      loading.hidden = true;
      setBusy(false);
      if (!isReady) state.textContent = "The recommender does not load.";
  }
}

worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => show(data));
worker.addEventListener("error", (event) =>
  show({ kind: "failed", message: event.message || "The page's worker does not start." }),
);
element("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  problem.textContent = "";
  conversation.begin(wish.value.trim());
  post({ kind: "ask", wish: wish.value.trim() });
  wish.value = "";
  setBusy(true);
  stop.focus();
});
stop.addEventListener("click", () => post({ kind: "stop" }));

const given = new URLSearchParams(location.search);
const folder = (path: string): string => new URL(path.replace(/\/*$/, "/"), document.baseURI).href;
post({
  kind: "load",
  recommender: folder(given.get("recommender") ?? "recommender"),
  encoder: folder("encoder"),
  wasm: folder("wasm"),
  backend: given.get("backend"),
});
