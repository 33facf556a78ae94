import { preview } from "vite";

export interface ServedSite {
  address: string;
  close(): Promise<void>;
}

/**
 * Serves a built site on this machine alone.
 *
 * @param options.port 0 takes a free one
 */
export async function serveSite({ site, port }: { site: string; port: number }): Promise<ServedSite> {
  const server = await preview({
    configFile: false,
    logLevel: "error",
    appType: "mpa", // a file that is not there is a 404
    build: { outDir: site },
    preview: { host: "127.0.0.1", port, strictPort: port !== 0 },
  });
  return { address: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
