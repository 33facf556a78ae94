import { ratioOf, type BenchmarkOutcome } from "./benchmark.ts";

/** The outcome as text: a table of the cases, the notes below it. */
export function resultTable({ unit, better, cases, notes = [] }: BenchmarkOutcome): string {
  const head = ["case", `ours, ${unit}`, `peer, ${unit}`, "ratio", "peer"];
  const rows = cases.map((row) => [
    row.case,
    figure(row.ours),
    figure(row.peer),
    `${ratioOf(row, better).toPrecision(3)}x`,
    row.peerName,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === 0 || column === 4 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line), "", ...notes]
    .join("\n")
    .trimEnd();
}

function figure(value: number): string {
  return value >= 100
    ? Math.round(value).toLocaleString("en-US")
    : value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}
