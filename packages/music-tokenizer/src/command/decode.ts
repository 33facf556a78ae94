import { readFile } from "node:fs/promises";
import { loadTokenizer } from "../node/load-tokenizer.ts";
import { parseTokens } from "../tokens/parse-tokens.ts";
import { needed, readArguments } from "./arguments.ts";
import { CatalogueFileError } from "./catalogue-file-error.ts";
import type { Terminal } from "./terminal.ts";

/** `music-tokenizer decode [FILE] --tokenizer DIR`: for each track in the text its code and the tracks that have it. */
export async function decode(args: string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments(
    args,
    { tokenizer: { type: "string" }, strict: { type: "boolean" } },
    { least: 0, most: 1, what: "at most one FILE" },
  );
  const tokenizer = await loadTokenizer(needed("tokenizer", values.tokenizer));
  const [file = "-"] = positionals;
  const text = file === "-" ? await terminal.readInput() : await readText(file);
  const mode = values.strict ? "strict" : "tolerant";
  const { tracks, problems } = parseTokens(mode === "strict" ? text.trimEnd() : text, {
    modalities: tokenizer.modalities,
    mode,
  });
  for (const { at, token, reason } of problems) terminal.say(`at ${at}: ${token} (${reason})`);
  const idsOf = new Map<string, string[]>();
  for (const id of tokenizer.ids) {
    const code = tokenizer.code(id).join();
    const ids = idsOf.get(code);
    if (ids) ids.push(id);
    else idsOf.set(code, [id]);
  }
  for (const { code, complete } of tracks) {
    const line = { code: [...code], complete, tracks: idsOf.get(code.join()) ?? [] };
    terminal.out(`${JSON.stringify(line)}\n`);
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CatalogueFileError(file, 0, "a file that can be read", error.code ?? error.message);
  });
}
