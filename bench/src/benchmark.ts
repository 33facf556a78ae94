/** One of the repository's benchmarks: ours beside a peer, in one run on the same cores. */
export interface Benchmark {
  name: string;
  /** One line for `npm run bench -- list`. */
  description: string;
  run(options: { quick: boolean }): Promise<BenchmarkOutcome>;
}

export interface BenchmarkOutcome {
  /** What `ours` and `peer` count, as in "queries/s" or "ms". */
  unit: string;
  /** Whether more of the unit is better (a rate) or less (a time). */
  better: "higher" | "lower";
  cases: BenchmarkCase[];
  /** Figures of ours that no peer has a counterpart for, and whatever a reader must know; printed below the table. */
  notes?: string[];
  /** The same figures for scripts; written to the file only. */
  figures?: Record<string, unknown>;
}

export interface BenchmarkCase {
  case: string;
  ours: number;
  peer: number;
  /** The peer with its version. */
  peerName: string;
}

/** How many times better ours is: above 1, we win. */
export function ratioOf({ ours, peer }: BenchmarkCase, better: "higher" | "lower"): number {
  return better === "higher" ? ours / peer : peer / ours;
}
