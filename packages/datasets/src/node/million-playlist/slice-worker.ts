import { parentPort } from "node:worker_threads";
import { SliceReader } from "./slice-job.ts";
import type { SliceJob } from "./slice-job.ts";

const reader = new SliceReader();

/** The worker thread's side of `SlicePool`: answers each job with its result or its error. */
parentPort?.on("message", (job: SliceJob) => {
  try {
    const result = reader.run(job);
    const columns = result.records ?? result.plain;
    const arrays = [columns, columns?.texts]
      .flatMap((each) => Object.values(each ?? {}))
      .filter(ArrayBuffer.isView);
    parentPort?.postMessage(
      { result },
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  } catch (error) {
    parentPort?.postMessage({ error }, []);
  }
});
