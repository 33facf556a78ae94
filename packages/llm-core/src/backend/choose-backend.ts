import { BackendUnavailableError } from "./backend-unavailable-error.ts";

/** The backends of tfjs that a Llama can be trained on, by the names under which tfjs keeps them. */
export type BackendName = "tensorflow" | "webgpu" | "wasm" | "cpu";

/** The backend that computes from now on. */
export interface Backend {
  name: BackendName;
  /** What runs, in a few words: versions, device, threads. */
  detail: string;
  /** The faster backends that do not run, fastest first, with the reason and what would help. */
  unavailable: { name: BackendName; reason: string }[];
  /** One sentence for people: what runs, and why nothing faster does. */
  line: string;
}

/**
 * Registers one backend with tfjs and makes it the current one; resolves to the `detail` of `Backend`, and
 * rejects with the reason when it cannot run here.
 */
export type OpenBackend = () => Promise<string>;

/** Opens the first backend of `order` that runs. */
export async function chooseBackend(options: {
  order: readonly BackendName[];
  open: Record<BackendName, OpenBackend>;
}): Promise<Backend> {
  const unavailable: Backend["unavailable"] = [];
  for (const name of options.order) {
    try {
      const detail = await options.open[name]();
      return { name, detail, unavailable, line: sentence(name, detail, unavailable) };
    } catch (error) {
      unavailable.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new BackendUnavailableError(unavailable);
}

function sentence(name: BackendName, detail: string, unavailable: Backend["unavailable"]): string {
  const runs = `Computing on ${name} (${detail})`;
  if (unavailable.length === 0) return `${runs}.`;
  const reasons = unavailable.map((other) => `${other.name}: ${other.reason.replace(/\.$/, "")}`);
  return `${runs}; nothing faster, because ${reasons.join("; ")}.`;
}
