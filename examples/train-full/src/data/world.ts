import type { ExperimentData, LoadDataOptions } from "./experiment-data.ts";
export function loadWorld(_: LoadDataOptions): Promise<ExperimentData> { throw new Error("being written"); }
