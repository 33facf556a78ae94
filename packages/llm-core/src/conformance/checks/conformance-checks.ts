import type { ConformanceCheck } from "../conformance-check.ts";
import { forwardChecks } from "./forward-checks.ts";
import { generationChecks } from "./generation-checks.ts";
import { gradientChecks } from "./gradient-checks.ts";
import { leakChecks } from "./leak-checks.ts";
import { operationChecks } from "./operation-checks.ts";
import { trainingChecks } from "./training-checks.ts";

/** What a backend has to do as the reference does before a Llama is trained or asked on it. */
export const conformanceChecks: readonly ConformanceCheck[] = [
  ...operationChecks,
  ...gradientChecks,
  ...forwardChecks,
  ...trainingChecks,
  ...generationChecks,
  ...leakChecks,
];
