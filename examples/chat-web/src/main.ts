import { RecommenderFolderError } from "@talkplay-examples/talkplay";
import { ArtifactError } from "@talkplay/music-tokenizer";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildSite } from "./site/build-site.ts";
import { serveSite } from "./site/serve-site.ts";

const usage = `Usage: npm run chat-web -- OUT [--site FOLDER] [--port NUMBER] [--build-only]

Builds a page that talks with the recommender that a run of train-full left in OUT, and serves it on this machine.

  --site FOLDER   where the page is written, to be put on any web server (default: OUT/site)
  --port NUMBER   where it is served (default: 8080)
  --build-only    writes the page and ends`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      site: { type: "string" },
      port: { type: "string", default: "8080" },
      "build-only": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [out, ...more] = positionals;
  const port = Number(values.port);
  if (values.help) console.log(usage);
  else if (out === undefined || more.length > 0) throw new TypeError("name the output folder of one run");
  else if (!(Number.isInteger(port) && port >= 0 && port < 65536))
    throw new TypeError(`--port ${values.port} is no port: give a whole number from 0 to 65535`);
  else {
    const site = resolve(values.site ?? join(out, "site"));
    console.log(`Building the page into ${site}`);
    await buildSite({ recommender: out, site });
    if (!values["build-only"]) {
      const { address } = await serveSite({ site, port });
      console.log(`Open ${address} (Ctrl-C ends)`);
    }
  }
} catch (error) {
  const isUsage = error instanceof TypeError;
  const isExplained = isUsage || error instanceof RecommenderFolderError || error instanceof ArtifactError;
  console.error(isExplained ? error.message : error);
  if (isUsage) console.error(`\n${usage}`);
  process.exitCode = isExplained ? 2 : 1;
}
