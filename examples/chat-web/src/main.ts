import { RecommenderFolderError } from "@talkplay-examples/talkplay";
import { ArtifactError } from "@talkplay/music-tokenizer";
import { join, resolve } from "node:path";
import { parseOptions, usage, UsageError } from "./command/options.ts";
import { buildSite } from "./site/build-site.ts";
import { PortTakenError, serveSite } from "./site/serve-site.ts";

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else {
    const { out, port, buildOnly } = options;
    const site = resolve(options.site ?? join(out, "site"));
    console.log(`Building the page into ${site}`);
    await buildSite({ recommender: out, site });
    if (!buildOnly) console.log(`Open ${(await serveSite({ site, port })).address} (Ctrl-C ends)`);
  }
} catch (error) {
  const explained = [UsageError, RecommenderFolderError, ArtifactError, PortTakenError];
  const isExplained = explained.some((kind) => error instanceof kind);
  console.error(isExplained ? (error as Error).message : error);
  process.exitCode = isExplained ? 2 : 1;
}
