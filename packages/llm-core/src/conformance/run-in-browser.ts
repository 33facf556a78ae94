import { createServer, type Server } from "node:http";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { build } from "vite";
import type { BackendName } from "../backend/choose-backend.ts";
import type { ConformanceRun } from "./run-checks.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const launchArguments = [
  "--no-sandbox",
  "--disable-background-networking",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
];

/** A page of Chromium in which the checks run, on a backend after the other. */
export class ConformanceBrowser {
  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
  ) {}

  /** @returns undefined when no Chromium is installed */
  static async open(): Promise<ConformanceBrowser | undefined> {
    if (!existsSync(executablePath)) return undefined;
    const server = await serve(await bundle());
    const browser = await chromium.launch({ executablePath, args: launchArguments });
    return new ConformanceBrowser(server, browser);
  }

  async run(name: BackendName): Promise<ConformanceRun> {
    const page = await this.browser.newPage();
    try {
      const { port } = this.server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/`); // WebGPU is there on secure origins, and this is one
      await page.waitForFunction(() => "runConformance" in globalThis);
      return await page.evaluate((backend) => globalThis.runConformance(backend), name);
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The checks as Vite builds them for a browser: the package's browser side, no Node. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: dirname(fileURLToPath(import.meta.url)),
    resolve: { conditions: ["@talkplay/source", "module", "browser", "import", "default"] },
    build: {
      write: false,
      minify: false,
      target: "es2022",
      rollupOptions: {
        input: fileURLToPath(new URL("browser-target.ts", import.meta.url)),
        output: { inlineDynamicImports: true },
      },
    },
  });
  const [result] = [built].flat();
  if (result === undefined || !("output" in result)) throw new Error("Vite built nothing.");
  return result.output[0].code;
}

function serve(script: string): Promise<Server> {
  const wasm = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { "content-type": type }).end(body);
    if (path === "/")
      return send("text/html", '<!doctype html><script type="module" src="/checks.js"></script>');
    if (path === "/checks.js") return send("text/javascript", script);
    readFile(join(wasm, basename(path))).then(
      (bytes) => send("application/wasm", bytes),
      () => response.writeHead(404).end(),
    );
    return undefined;
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
