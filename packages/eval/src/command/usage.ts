/** A command line that asks for nothing that there is. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const USAGE = `Usage: talkplay-eval <command> [options]

  score RUN TRUTH          figures of one run: MRR, Hit@1, 10, 100, with their populations
  compare A B TRUTH        the difference of two runs, its interval, and a paired test on the same turns
  report TRUTH RUN...      all runs in one folder: tables (Markdown, LaTeX, CSV), plots (SVG, PNG), tests against the first

Files: runs and truth as JSONL (this package's), Parquet (.parquet) or TREC (.run, .qrels, .trec, .txt).

Options
  --catalogue FILE         every track id, one a line: ranked ids outside it are problems; coverage, Gini, validity
  --warm FILE              ids of the training tracks, one a line: warm and cold tracks apart as well
  --popularity FILE        a track a line, its id and how often it was played in training: apart by popularity as well
  --metric NAME            compare, report: mrr (default), hitAt1, hitAt10 or hitAt100
  --subset NAME            compare: all (default), warm, cold or a bucket such as "popularity 1-9"
  --format FORMAT          score, compare: markdown (default), latex, csv or json
  --out FOLDER             report: where to write (default: report)
  --seed N                 of intervals and tests (default: 1)
  --resamples N            of every interval (default: 2000); 0 for none in score and report
  --test NAME              compare, report: permutation (default) or bootstrap, paired by dialogue
  --problems report        score what can be scored of a run with problems, and list them (default: stop)
  --help                   this text

Exit codes: 0 done; 1 a file or a run has problems, named on stderr; 2 a wrong command line.
`;
