/** A ledger that cannot be used. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly file: string;
  readonly line: number | undefined;

  constructor(fault: { file: string; line?: number; message: string }) {
    super(`${fault.file}${fault.line === undefined ? "" : `, line ${fault.line}`}: ${fault.message}`);
    this.file = fault.file;
    this.line = fault.line;
  }
}
