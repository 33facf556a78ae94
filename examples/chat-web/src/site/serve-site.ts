import { preview } from "vite";

export interface ServedSite {
  address: string;
  close(): Promise<void>;
}

/** Something else is served where the page was to be. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";
  constructor(readonly port: number) {
    super(`port ${port} of this machine is taken; give another by --port, or 0 for a free one`);
  }
}

/**
 * Serves a built site on this machine alone.
 *
 * @param options.port 0 takes a free one
 * @throws PortTakenError
 */
export async function serveSite({ site, port }: { site: string; port: number }): Promise<ServedSite> {
  const server = await preview({
    configFile: false,
    logLevel: "error",
    appType: "mpa", // a file that is not there is a 404
    build: { outDir: site },
    preview: { host: "127.0.0.1", port, strictPort: port !== 0 },
  }).catch((error: Error) => {
    if (error.message.includes("already in use")) throw new PortTakenError(port);
    throw error;
  });
  return { address: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
