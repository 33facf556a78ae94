import * as tf from "@tensorflow/tfjs-core";
import { useBackend } from "../backend/use-backend.ts";
import { BackendUnavailableError } from "../backend/backend-unavailable-error.ts";
import type { BackendName } from "../backend/choose-backend.ts";
import { conformanceChecks } from "./checks/conformance-checks.ts";
import { ConformanceError } from "./conformance-check.ts";

/** What became of the checks on one backend: all of them ran, or none did. */
export type ConformanceRun =
  | {
      /** What it ran on, as `Backend.detail` says. */
      detail: string;
      /** By the check's name: the message of its failure, or null when it holds. */
      failures: Record<string, string | null>;
    }
  | { unavailable: string };

/** Runs every check on a backend that has not been chosen before in this process. */
export async function runChecks(
  name: BackendName,
  options: { wasmPath?: string } = {},
): Promise<ConformanceRun> {
  let detail: string;
  try {
    ({ detail } = await useBackend({ ...options, preference: name }));
  } catch (error) {
    if (error instanceof BackendUnavailableError) return { unavailable: error.unavailable[0]!.reason };
    throw error;
  }
  if (tf.getBackend() !== name) throw new ConformanceError(`Asked for ${name}, got ${tf.getBackend()}.`);
  const failures: Record<string, string | null> = {};
  for (const check of conformanceChecks) {
    const before = tf.memory().numTensors;
    try {
      await check.run();
      const left = tf.memory().numTensors - before;
      if (left !== 0) throw new ConformanceError(`${left} tensors are left behind.`);
      failures[check.name] = null;
    } catch (error) {
      failures[check.name] = error instanceof Error ? error.message : String(error);
    }
  }
  return { detail, failures };
}
