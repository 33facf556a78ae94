import { describeFailure } from "./command/describe-failure.ts";
import { parseOptions } from "./command/options.ts";
import { runExperiment } from "./experiment.ts";

const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A second Ctrl-C ends at once; the last checkpoint is whole all the same.
    if (abort.signal.aborted) process.exit(130);
    console.log("\nstopping after this step; once more stops at once");
    abort.abort(new Error("stopped"));
  });
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options !== undefined) process.exitCode = await runExperiment(options, abort.signal);
} catch (error) {
  const { message, exitCode } = describeFailure(error, abort.signal);
  console.error(message);
  process.exitCode = exitCode;
}
