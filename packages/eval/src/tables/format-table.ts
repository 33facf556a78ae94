/** How a table is written. */
export type TableFormat = "markdown" | "latex" | "csv";

/** A table as text, cell by cell. */
export interface Table {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  /** Columns of names stand left, those of figures right. Number of the former, from the left. */
  nameColumns: number;
}

/** The table as Markdown, as LaTeX (`tabular` with the rules of `booktabs`), or as CSV (RFC 4180). */
export function formatTable(table: Table, format: TableFormat): string {
  switch (format) {
    case "markdown":
      return markdownTable(table);
    case "latex":
      return latexTable(table);
    case "csv":
      return [table.header, ...table.rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
  }
}

function markdownTable({ header, rows, nameColumns }: Table): string {
  const rule = header.map((_, column) => (column < nameColumns ? "---" : "---:"));
  const body = rows.map((cells) => cells.map((text) => text.replaceAll("|", "\\|").replaceAll("\n", " ")));
  return [header, rule, ...body].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function latexTable({ header, rows, nameColumns }: Table): string {
  const columns = "l".repeat(nameColumns) + "r".repeat(header.length - nameColumns);
  return `\\begin{tabular}{${columns}}\n\\toprule\n${latexLine(header)}\\midrule\n${rows.map(latexLine).join("")}\\bottomrule\n\\end{tabular}\n`;
}

function latexLine(cells: readonly string[]): string {
  return `${cells.map(latexCell).join(" & ")} \\\\\n`;
}

const LATEX_ESCAPES: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "–": "--",
  "\n": " ",
};

function latexCell(text: string): string {
  return text.replace(/[\\~^–\n#$%&_{}]/g, (character) => LATEX_ESCAPES[character] ?? `\\${character}`);
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
