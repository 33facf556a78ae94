import { ModelFilesError } from "./model-files.ts";
import type { ModelFiles } from "./model-files.ts";

/** Options of `webFolder`. */
export interface WebFolderOptions {
  /** Stops the requests in progress; their reads reject with its reason. */
  signal?: AbortSignal;
  /**
   * Sends the requests; for headers of your own: `(address, init) => fetch(address, { ...init, headers })`.
   * @default the platform's `fetch`
   */
  fetch?: typeof globalThis.fetch;
}

/**
 * The files below a web address, for `readLlama` in a browser or anywhere else. Parts of files come by range requests; of
 * a server that knows none, each file is fetched once, whole, and kept in memory.
 *
 * @param address of the folder, e.g. `new URL("model/", location.href)`
 * @throws ModelFilesError, from its methods, when a request fails; a file that is not there (404) has no size
 */
export function webFolder(address: string | URL, options: WebFolderOptions = {}): ModelFiles {
  const { signal, fetch: send = globalThis.fetch } = options;
  const location = String(address).replace(/\/*$/, "/");
  const whole = new Map<string, Promise<Uint8Array>>();

  async function request(name: string, range?: string): Promise<Response> {
    try {
      return await send(`${location}${name.split("/").map(encodeURIComponent).join("/")}`, {
        ...(range !== undefined && { headers: { range } }),
        ...(signal && { signal }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new ModelFilesError(location, name, `cannot be fetched (${(error as Error).message})`);
    }
  }

  async function bytesOf(name: string, response: Response): Promise<Uint8Array> {
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      signal?.throwIfAborted();
      throw new ModelFilesError(location, name, `breaks off (${(error as Error).message})`);
    }
  }

  /** The file as the server sends it to those who ask for all of it. */
  function keepWhole(name: string, response: Response): Promise<Uint8Array> {
    const bytes = bytesOf(name, response);
    whole.set(name, bytes);
    return bytes;
  }

  function refusal(name: string, { status }: Response): ModelFilesError {
    return new ModelFilesError(location, name, `cannot be fetched (the server answers ${status})`);
  }

  return {
    location,
    async size(name) {
      const kept = whole.get(name);
      if (kept) return (await kept).length;
      const response = await request(name, "bytes=0-0");
      if (response.status === 404 || response.status === 410) return undefined;
      if (response.status === 200) return (await keepWhole(name, response)).length;
      // "bytes 0-0/1234", or "bytes */0" with the refusal of an empty file
      const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
      await response.body?.cancel();
      if (response.status !== 206 && !(response.status === 416 && total === "0"))
        throw refusal(name, response);
      if (total !== undefined) return Number(total);
      const all = await request(name); // the header is hidden from other origins
      if (!all.ok) throw refusal(name, all);
      return (await keepWhole(name, all)).length;
    },
    async read(name, start, end) {
      const kept = whole.get(name);
      if (kept) return (await kept).subarray(start, end);
      if (start === end) return new Uint8Array();
      const response = await request(name, `bytes=${start}-${end - 1}`);
      if (response.status === 206) return bytesOf(name, response);
      if (response.status === 200) return (await keepWhole(name, response)).subarray(start, end);
      if (response.status === 404 || response.status === 410)
        throw new ModelFilesError(location, name, "is missing");
      throw refusal(name, response);
    },
  };
}
