// @ts-check
import { run } from "./run.mjs";

/** The rules of the house: each a command that anyone can run alone. */
const rules = [
  { name: "formatting (prettier)", script: "format:check" },
  { name: "lint, files under 300 lines (oxlint)", script: "lint" },
  { name: "types, strict (tsc)", script: "types" },
  {
    name: "no cycles, no package imports another, examples import packages only (dependency-cruiser)",
    script: "depend",
  },
  { name: "no unused exports, files or dependencies (knip)", script: "knip" },
  { name: "versions in step (syncpack)", script: "versions" },
  { name: "every package builds (turbo, tsup)", script: "build" },
];

/** @param {import("./tally.mjs").Tally} tally */
export async function checkHouseRules(tally) {
  for (const { name, script } of rules) {
    const { code, output } = await run("npm", ["run", "--silent", script], { quiet: true });
    tally.check(name, code === 0, output);
  }
}
