import { rename } from "node:fs/promises";
import type { SchemaElement } from "hyparquet";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import type { TableColumn } from "./mpd-tables.ts";

/** A Parquet file that grows by rows, of which a row group at most is in memory. */
export class ParquetTable {
  private readonly writer: ParquetWriter;
  private readonly columns: unknown[][];
  private readonly unfinished: string;

  constructor(
    private readonly options: {
      file: string;
      name: string;
      columns: readonly TableColumn[];
      rowGroupSize: number;
    },
  ) {
    const { file, name, columns } = options;
    this.unfinished = `${file}.unfinished`;
    this.columns = columns.map(() => []);
    this.writer = new ParquetWriter({
      writer: fileWriter(this.unfinished),
      schema: [{ name, num_children: columns.length }, ...columns.map(schemaElement)],
    });
  }

  /** @param values in the order of the columns. */
  add(values: readonly (number | string | undefined)[]): void {
    for (const [index, { type }] of this.options.columns.entries()) {
      const value = values[index];
      this.columns[index]?.push(type === "INT64" ? BigInt(value as number) : (value ?? null));
    }
    if (this.columns[0]?.length === this.options.rowGroupSize) this.flush();
  }

  /** Completes the file under its unfinished name; `publish` gives it its own. */
  finish(): void {
    this.flush();
    void this.writer.finish();
  }

  async publish(): Promise<void> {
    await rename(this.unfinished, this.options.file);
  }

  private flush(): void {
    const { columns, rowGroupSize } = this.options;
    if (this.columns[0]?.length === 0) return;
    const columnData = columns.map(({ name }, index) => ({ name, data: this.columns[index] as unknown[] }));
    void this.writer.write({ columnData, rowGroupSize });
    for (const values of this.columns) values.length = 0;
  }
}

function schemaElement({ name, type, optional }: TableColumn): SchemaElement {
  const repetition_type = optional ? "OPTIONAL" : "REQUIRED";
  return type === "STRING"
    ? { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type }
    : { name, type, repetition_type };
}
