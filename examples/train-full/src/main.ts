import { describeFailure } from "./command/describe-failure.ts";
import { parseOptions } from "./command/options.ts";
import { runExperiment } from "./experiment.ts";

const abort = new AbortController();
let stoppedAt = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (!abort.signal.aborted) {
      stoppedAt = Date.now();
      console.log("\nstopping after this step; once more stops at once");
      abort.abort(new Error("stopped"));
    } else if (Date.now() - stoppedAt > 1_000) {
      // One Ctrl-C arrives more than once, from the terminal and from npm; a second one comes later. The last
      // checkpoint is whole all the same.
      process.exit(130);
    }
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
