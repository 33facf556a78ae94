import Papa from "papaparse";
import { codesTable } from "../artifact/codes-table.ts";
import { loadTokenizer } from "../node/load-tokenizer.ts";
import { writeWhole } from "../node/write-whole.ts";
import type { EncodedTracks } from "../tokenizer/encode-tracks.ts";
import type { MusicTokenizer } from "../tokenizer/music-tokenizer.ts";
import { formatTokens } from "../tokens/format-tokens.ts";
import { needed, readArguments } from "./arguments.ts";
import { columnsOf, embedCatalogue, EMBEDDING_OPTIONS } from "./embed-catalogue.ts";
import { readCatalogue } from "./read-catalogue.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { useBackendModule } from "./use-backend-module.ts";

/** `music-tokenizer encode CATALOGUE --tokenizer DIR [--out FILE]`. */
export async function encode(args: string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = readArguments(
    args,
    { ...EMBEDDING_OPTIONS, tokenizer: { type: "string" }, out: { type: "string" } },
    { least: 1, most: 1, what: "one CATALOGUE" },
  );
  const { out } = values;
  const format = out === undefined ? "jsonl" : /\.(jsonl|csv|parquet)$/.exec(out)?.[1];
  if (format === undefined) throw new UsageError(`--out ${out}: expected a .jsonl, .csv or .parquet file`);
  const columns = columnsOf(values);
  const folder = needed("tokenizer", values.tokenizer);

  terminal.say(`computing on ${await useBackendModule(values.backend)}`);
  const tokenizer = await loadTokenizer(folder);
  const tracks = await readCatalogue(positionals[0]!, columns);
  const among = tokenizer.modalities.map(({ name }) => name);
  const embeddings = await embedCatalogue({ tracks, values, among, terminal });
  const encoded = await tokenizer.encode({
    trackIds: tracks.map(({ id }) => id),
    embeddings: Object.fromEntries(embeddings),
    signal: terminal.signal,
    onProgress: ({ modality, stage, done, of }) => terminal.progress(`${modality}, ${stage}`, done, of),
  });
  for (const { name, ratio, outlierShare } of tokenizer.drift(encoded)) {
    if (Number.isNaN(ratio)) continue;
    terminal.say(
      `${name}: distortion ${ratio.toFixed(2)} times the training tracks', ` +
        `${(100 * outlierShare).toFixed(1)} % farther out than 95 % of them`,
    );
  }
  const content =
    format === "parquet" ? codesTable(encoded, among) : textTable(tokenizer, encoded, format === "csv");
  if (out === undefined) terminal.out(content as string);
  else await writeWhole(out, content);
  if (out !== undefined) terminal.say(`written: ${out}, ${encoded.ids.length} tracks`);
}

function textTable(
  { modalities }: MusicTokenizer,
  { ids, codes, imputed }: EncodedTracks,
  csv: boolean,
): string {
  const names = modalities.map(({ name }) => name);
  const rows = ids.map((id, track) => {
    const code = codes.subarray(track * names.length, (track + 1) * names.length);
    const filled = names.filter((_, position) => imputed[track * names.length + position] === 1);
    return { id, tokens: formatTokens(code, names), code: [...code], imputed: filled };
  });
  if (!csv) return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const fields = ["id", "tokens", ...names, "imputed"];
  const data = rows.map(({ id, tokens, code, imputed: filled }) => [id, tokens, ...code, filled.join(";")]);
  return `${Papa.unparse({ fields, data }, { newline: "\n" })}\n`;
}
