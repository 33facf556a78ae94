import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describeFailure } from "./command/describe-failure.ts";
import { UsageError } from "./command/usage-error.ts";

const usage = `Usage: npm run look [-- OUT]

Writes a PNG beside each plot of a finished run (the newest under out/ unless OUT names one) and says where the report is.`;

try {
  const [given] = process.argv.slice(2);
  if (given === "--help" || given === "-h") console.log(usage);
  else await look(given ?? newestRun("out"));
} catch (error) {
  const { message, exitCode } = describeFailure(error, new AbortController().signal);
  console.error(message);
  process.exitCode = exitCode;
}

async function look(folder: string): Promise<void> {
  const plots = join(folder, "plots");
  if (!existsSync(plots))
    throw new UsageError(`${resolve(folder)} holds no finished run (there is no plots folder)`);
  // A native module without an install script: its binary is a package of its own.
  const { Resvg } = await import("@resvg/resvg-js");
  const images = join(plots, "png");
  mkdirSync(images, { recursive: true });
  for (const name of readdirSync(plots).filter((file) => file.endsWith(".svg"))) {
    const svg = readFileSync(join(plots, name), "utf8");
    const png = new Resvg(svg, { background: "white", fitTo: { mode: "zoom", value: 2 } }).render().asPng();
    const file = join(images, `${basename(name, ".svg")}.png`);
    writeFileSync(file, png);
    console.log(resolve(file));
  }
  console.log(`report: ${resolve(folder, "report.html")}`);
}

function newestRun(parent: string): string {
  const runs = (existsSync(parent) ? readdirSync(parent) : [])
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(folder, "report.json")))
    .toSorted((a, b) => statSync(join(b, "report.json")).mtimeMs - statSync(join(a, "report.json")).mtimeMs);
  if (runs[0] === undefined)
    throw new UsageError("there is no finished run under out/: make one with npm start");
  return runs[0];
}
