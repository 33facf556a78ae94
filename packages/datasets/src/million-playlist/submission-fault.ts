/** Something that the challenge's server would refuse. */
export interface SubmissionFault {
  /** What is wrong. */
  kind:
    | "team"
    | "line"
    | "unknown pid"
    | "repeated pid"
    | "missing pid"
    | "track count"
    | "track uri"
    | "seed track"
    | "repeated track";
  /** From 1; for a missing pid the last line. */
  line: number;
  pid?: number;
  expected: string;
  got: string;
}

/** A submission that cannot be written as it is. */
export class SubmissionError extends Error {
  override readonly name = "SubmissionError";
  readonly fault: SubmissionFault;

  constructor(fault: SubmissionFault) {
    const playlist = fault.pid === undefined ? "" : `, playlist ${fault.pid}`;
    super(
      `Line ${fault.line}${playlist}: ${fault.kind}: expected ${fault.expected}, got ${fault.got}. ` +
        "Correct what is recommended and write the submission again.",
    );
    this.fault = fault;
  }
}
