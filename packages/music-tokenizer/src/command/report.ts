import { loadTokenizer } from "../node/load-tokenizer.ts";
import { writeWhole } from "../node/write-whole.ts";
import { reportMarkdown } from "../tokenizer/report-markdown.ts";
import { reportPlot } from "../tokenizer/report-plot.ts";
import { needed, numberOf, readArguments } from "./arguments.ts";
import { columnsOf } from "./embed-catalogue.ts";
import { type CatalogueTrack, readCatalogue } from "./read-catalogue.ts";
import type { Terminal } from "./terminal.ts";

/** `music-tokenizer report --tokenizer DIR`: the report as Markdown, data and plot. */
export async function report(args: string[], terminal: Terminal): Promise<void> {
  const { values } = readArguments(
    args,
    {
      tokenizer: { type: "string" },
      catalogue: { type: "string" },
      column: { type: "string", multiple: true },
      clusters: { type: "string" },
      out: { type: "string" },
      json: { type: "string" },
      plot: { type: "string" },
    },
    { least: 0, most: 0, what: "options only" },
  );
  const clusters = numberOf("clusters", values.clusters);
  const columns = columnsOf(values);
  const tokenizer = await loadTokenizer(needed("tokenizer", values.tokenizer));
  const described = values.catalogue === undefined ? [] : await readCatalogue(values.catalogue, columns);
  const trackOf = new Map(described.map((track) => [track.id, track]));
  const data = tokenizer.report({ tags: (id) => trackOf.get(id)?.tags });
  const markdown = reportMarkdown(data, { titleOf: (id) => titleOf(id, trackOf.get(id)), clusters });
  if (values.out === undefined) terminal.out(markdown);
  else await writeWhole(values.out, markdown);
  if (values.json !== undefined) await writeWhole(values.json, `${JSON.stringify(data, null, 2)}\n`);
  if (values.plot !== undefined)
    await writeWhole(values.plot, `${JSON.stringify(reportPlot(data), null, 2)}\n`);
  for (const file of [values.out, values.json, values.plot])
    if (file !== undefined) terminal.say(`written: ${file}`);
}

function titleOf(id: string, track: CatalogueTrack | undefined): string {
  if (!track?.title) return id;
  return track.artists.length > 0 ? `${track.title} by ${track.artists.join(", ")}` : track.title;
}
