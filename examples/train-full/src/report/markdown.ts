import { resultsTable } from "@talkplay/eval";
import type { ReportData } from "./report-data.ts";
import { verdict } from "./verdict.ts";

/** `report.md`: the figures of a run for a reader without a browser. */
export function markdownReport(report: ReportData): string {
  const { data, tokenizer, training, config } = report;
  return `# TalkPlay on ${data.name}

${verdict(report)
  .map((sentence) => `- ${sentence}`)
  .join("\n")}

Made by \`${report.command}\` (seed ${report.seed}) on ${report.createdAt.slice(0, 10)}.

## Data
${data.source}. ${data.tracks} tracks (${data.coldTracks} cold), ${data.playlists} training playlists,
${data.writtenDialogues} written and ${data.simulatedDialogues} simulated training conversations. Modalities: ${data.modalities.join(", ")}.

## Codebooks
${tokenizer.distinctCodes} distinct codes for ${tokenizer.tracks} tracks; ${tokenizer.collisions} tracks share theirs.

| modality | clusters | used | perplexity | largest | imputed |
|---|---:|---:|---:|---:|---:|
${tokenizer.modalities
  .map(
    ({ name, clusters, usedClusters, perplexity, largestCluster, imputedShare }) =>
      `| ${name} | ${clusters} | ${usedClusters} | ${perplexity.toFixed(1)} | ${largestCluster} | ${(100 * imputedShare).toFixed(1)} % |`,
  )
  .join("\n")}

## Training
${(config.parameters / 1e6).toFixed(2)} million parameters, ${config.steps} steps, ${training.tokens.toLocaleString("en")} tokens in
${Math.round(training.seconds)} s (${Math.round(training.tokensPerSecond)} tokens/s), peak memory ${(training.peakMemoryBytes / 2 ** 30).toFixed(1)} GiB.
${config.backend}

## Recommending
Every turn: the true conversation up to the query goes in, the whole catalogue is ranked, tracks already played leave
the ranking. Means over turns, with 95 % intervals by bootstrap over dialogues.

${data.tests.map(({ name }) => `### ${name}\n\n${tableOf(report, name)}`).join("\n")}
${report.systems.map(({ name, description }) => `- **${name}**: ${description}`).join("\n")}

## Do generated tokens exist? (paper §5.2)
${Object.entries(report.matching)
  .map(
    ([name, { sequences, malformed, matched, share }]) =>
      `- ${name}: ${matched} of ${sequences} sampled sequences (${(100 * share).toFixed(1)} %) are the code of a track; ${malformed} are no code at all.`,
  )
  .join("\n")}

## Conversations
${report.samples.map(sampleOf).join("\n\n")}
`;
}

function tableOf({ evaluations }: ReportData, testSet: string): string {
  const rows = evaluations.filter((row) => row.testSet === testSet);
  return resultsTable(
    rows.map((figures) => ({ system: figures.system, subset: figures.subset, figures })),
    { intervals: true },
  );
}

function sampleOf({ testSet, id, turns }: ReportData["samples"][number]): string {
  const lines = turns.flatMap(({ query, truth, recommended, response }) => [
    `> **${query}**`,
    ...recommended.map(
      ({ track, matched }, place) =>
        `> ${place + 1}. ${track.title} by ${track.artists.join(", ")} (${matched.join(", ") || "similar text"})`,
    ),
    `> *${response}*`,
    `> (in the conversation: ${truth.title} by ${truth.artists.join(", ")})`,
    ">",
  ]);
  return `**${testSet}, ${id}**\n\n${lines.join("  \n")}`;
}
