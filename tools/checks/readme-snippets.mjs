// @ts-check
import { readFileSync } from "node:fs";

/**
 * The TypeScript snippets of a README: blocks fenced as `ts` run in Node in the tests, `ts browser` blocks in a browser;
 * `ts no-run` blocks (they need a download, a key or a user's own files) are type-checked only.
 *
 * @param {string} path
 * @param {string} name the package, for messages and file names
 * @returns {{ file: string, name: string, line: number, code: string, runs: "node" | "browser" | "nowhere" }[]}
 */
export function readmeSnippets(path, name) {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/^```ts( no-run| browser)?\n([\s\S]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split("\n").length;
    return {
      file: `${name.split("/")[1]}-${line}.ts`,
      name,
      line,
      code: match[2] ?? "",
      runs: match[1] === undefined ? "node" : match[1] === " browser" ? "browser" : "nowhere",
    };
  });
}
