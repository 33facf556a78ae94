import { METRIC_COLUMNS } from "./metric-columns.ts";
import type { ReportData } from "./report-data.ts";
import { verdict } from "./verdict.ts";

/** Plots of a report as SVG documents. */
export interface ReportPlots {
  loss: string;
  byTurn: { testSet: string; svg: string }[];
  subsets: { testSet: string; svg: string }[];
}

/** `report.html`: one file, nothing loaded from elsewhere. */
export function htmlReport(report: ReportData, plots: ReportPlots): string {
  const { data, training, config, tokenizer } = report;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>TalkPlay on ${escape(data.name)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b }
  h1 { font-size: 1.7rem } h2 { font-size: 1.25rem; margin-top: 2.2rem }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6rem 0 }
  th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #ddd }
  th:first-child, td:first-child { text-align: left }
  tr.ours td { font-weight: 600 }
  td small { color: #666; white-space: nowrap }
  figure { margin: 1rem 0; overflow-x: auto } figcaption { color: #555; font-size: .9rem }
  .turn { border-left: 3px solid #0072B2; padding-left: .8rem; margin: .8rem 0 }
  .turn p { margin: .2rem 0 } .query { font-weight: 600 } .truth { color: #666; font-size: .9rem }
  code { background: #f3f3f3; padding: .1rem .3rem }
</style>
<h1>TalkPlay on ${escape(data.name)}</h1>
<ul>${verdict(report)
    .map((sentence) => `<li>${escape(sentence)}</li>`)
    .join("")}</ul>
<p>Made by <code>${escape(report.command)}</code>, seed ${report.seed}, ${report.createdAt.slice(0, 10)}.</p>
<h2>Recommending</h2>
<p>Every turn: the true conversation up to the query goes in, the whole catalogue of ${data.tracks} tracks is ranked, tracks
already played leave the ranking. Means over turns; small print: 95 % interval by bootstrap over dialogues.</p>
${data.tests.map(({ name }) => testSection(report, plots, name)).join("\n")}
<ul>${report.systems.map(({ name, description }) => `<li><b>${escape(name)}</b>: ${escape(description)}</li>`).join("")}</ul>
<h2>Training</h2>
<p>${(config.parameters / 1e6).toFixed(2)} million parameters, ${config.steps} steps, ${training.tokens.toLocaleString("en")}
tokens in ${Math.round(training.seconds)} s (${Math.round(training.tokensPerSecond)} tokens/s), peak memory
${(training.peakMemoryBytes / 2 ** 30).toFixed(1)} GiB. ${escape(config.backend)}</p>
<figure>${plots.loss}<figcaption>Cross-entropy and self-similarity by step (the paper's Fig. 2)</figcaption></figure>
<h2>Codebooks</h2>
<p>${tokenizer.distinctCodes} distinct codes for ${tokenizer.tracks} tracks; ${tokenizer.collisions} tracks share theirs.</p>
${codebookTable(report)}
<h2>Do generated tokens exist?</h2>
<ul>${Object.entries(report.matching)
    .map(
      ([name, { sequences, matched, share, malformed }]) =>
        `<li>${escape(name)}: ${matched} of ${sequences} sampled sequences (${(100 * share).toFixed(1)} %) are the code of a track, ${malformed} are no code at all (the paper reports 49.7 %)</li>`,
    )
    .join("")}</ul>
<h2>Data</h2>
<p>${escape(data.source)}. ${data.tracks} tracks (${data.coldTracks} cold), ${data.playlists} training playlists,
${data.writtenDialogues} written and ${data.simulatedDialogues} simulated training conversations.</p>
<h2>Conversations</h2>
${report.samples.map(sampleSection).join("\n")}
</html>
`;
}

function testSection(report: ReportData, plots: ReportPlots, testSet: string): string {
  const plotOf = (list: ReportPlots["byTurn"]) => list.find((plot) => plot.testSet === testSet)?.svg ?? "";
  return `<h3>${escape(testSet)}</h3>
${(["all", "warm", "cold"] as const).map((subset) => resultTable(report, testSet, subset)).join("")}
<figure>${plotOf(plots.byTurn)}<figcaption>MRR by turn (the paper's Fig. 3)</figcaption></figure>
<figure>${plotOf(plots.subsets)}<figcaption>Warm and cold tracks</figcaption></figure>`;
}

function resultTable({ evaluations }: ReportData, testSet: string, subset: "all" | "warm" | "cold"): string {
  const rows = evaluations.filter((row) => row.testSet === testSet && row.subset === subset);
  const turns = rows[0]?.turns ?? 0;
  if (turns === 0) return `<p>${subset}: no turns</p>`;
  const body = rows.map((row) => {
    const cells = METRIC_COLUMNS.map(({ key }) => {
      const interval = row.intervals?.[key];
      const bounds = interval ? ` <small>${interval.low.toFixed(3)}–${interval.high.toFixed(3)}</small>` : "";
      return `<td>${row[key].toFixed(3)}${bounds}</td>`;
    });
    return `<tr${row.system.startsWith("talkplay") ? ' class="ours"' : ""}><td>${row.system}</td>${cells.join("")}</tr>`;
  });
  return `<table><tr><th>${subset}: ${turns} turns of ${rows[0]?.dialogues} dialogues</th>${METRIC_COLUMNS.map(({ title }) => `<th>${title}</th>`).join("")}</tr>${body.join("")}</table>`;
}

function codebookTable({ tokenizer }: ReportData): string {
  const rows = tokenizer.modalities.map(
    ({ name, clusters, usedClusters, perplexity, largestCluster, imputedShare }) =>
      `<tr><td>${name}</td><td>${clusters}</td><td>${usedClusters}</td><td>${perplexity.toFixed(1)}</td><td>${largestCluster}</td><td>${(100 * imputedShare).toFixed(1)} %</td></tr>`,
  );
  return `<table><tr><th>modality</th><th>clusters</th><th>used</th><th>perplexity</th><th>largest</th><th>imputed</th></tr>${rows.join("")}</table>`;
}

function sampleSection({ testSet, id, turns }: ReportData["samples"][number]): string {
  const body = turns.map(
    ({ query, truth, recommended, response }) => `<div class="turn"><p class="query">${escape(query)}</p>
<ol>${recommended
      .map(
        ({ track, matched }) =>
          `<li>${escape(track.title)} by ${escape(track.artists.join(", "))} <small>${matched.join(", ") || "similar text"}</small></li>`,
      )
      .join("")}</ol><p><i>${escape(response)}</i></p>
<p class="truth">in the conversation: ${escape(truth.title)} by ${escape(truth.artists.join(", "))}</p></div>`,
  );
  return `<h3>${escape(testSet)}, ${escape(id)}</h3>${body.join("")}`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
