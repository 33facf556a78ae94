import type { TokenizerReport } from "./report.ts";

/** Options of `reportMarkdown`. */
export interface ReportMarkdownOptions {
  /** What to call a track. @default its id */
  titleOf?: (trackId: string) => string;
  /** Clusters listed per modality, largest first; 0 = the table of the modalities only. @default 10 */
  clusters?: number;
}

/** The report as Markdown: a table of the modalities, and for each its largest clusters and what they mean. */
export function reportMarkdown(
  report: TokenizerReport,
  { titleOf = (trackId) => trackId, clusters = 10 }: ReportMarkdownOptions = {},
): string {
  const { tracks, trainingTracks, distinctCodes, collisions, modalities } = report;
  return [
    `${tracks} tracks (${trainingTracks} trained on), ${distinctCodes} distinct codes, ` +
      `${collisions} tracks share theirs with another.`,
    "",
    ...table(
      ["Modality", "Clusters", "Used", "Perplexity", "Largest", "Imputed", "None", "Inertia", "Iterations"],
      modalities.map((modality) => [
        modality.name,
        String(modality.clusters),
        String(modality.usedClusters),
        modality.perplexity.toFixed(1),
        String(modality.largestCluster),
        percent(modality.imputedShare),
        percent(modality.noneShare),
        modality.inertia.toPrecision(6),
        `${modality.iterations}${modality.converged ? "" : " (not converged)"}`,
      ]),
    ),
    ...(clusters === 0 ? [] : modalities).flatMap(({ name, clusterDetails }) => [
      "",
      `### ${name}: the largest clusters`,
      "",
      ...table(
        ["Token", "Tracks", "Commonest tags", "Nearest tracks"],
        clusterDetails
          .toSorted((a, b) => b.size - a.size || a.cluster - b.cluster)
          .slice(0, clusters)
          .map(({ cluster, size, commonestTags, nearestTracks }) => [
            `\`<|${name}-${cluster}|>\``,
            String(size),
            commonestTags.map(({ tag, tracks: tagged }) => `${tag} (${tagged})`).join(", "),
            nearestTracks.map(titleOf).join("; "),
          ]),
      ),
    ]),
    "",
  ].join("\n");
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`);
}

function escapeCell(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
