import { parseArgs } from "node:util";

export const usage = `Usage: npm run chat-web -- OUT [--site FOLDER] [--port NUMBER] [--build-only]

Builds a page that talks with the recommender that a run of train-full left in OUT, and serves it on this machine.

  --site FOLDER   where the page is written, to be put on any web server; what is in it is removed
                  (default: OUT/site)
  --port NUMBER   where it is served (default: 8080)
  --build-only    writes the page and ends`;

/** A command line that makes no sense. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export interface Options {
  out: string;
  site: string | undefined;
  port: number;
  buildOnly: boolean;
}

/**
 * Reads the command line of `npm run chat-web`.
 *
 * @returns the options, or undefined when help is asked for
 * @throws UsageError
 */
export function parseOptions(args: string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [out, ...more] = positionals;
  if (out === undefined || more.length > 0)
    throw new UsageError(`name the output folder of one run\n\n${usage}`);
  const port = Number(values.port);
  if (!(Number.isInteger(port) && port >= 0 && port < 65536))
    throw new UsageError(`--port ${values.port} is no port: give a whole number from 0 to 65535`);
  return { out, site: values.site, port, buildOnly: values["build-only"] };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        site: { type: "string" },
        port: { type: "string", default: "8080" },
        "build-only": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; --help lists the options`, { cause: error });
  }
}
