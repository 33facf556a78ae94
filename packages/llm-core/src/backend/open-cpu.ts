import * as tf from "@tensorflow/tfjs-core";
import { importPeer } from "./import-peer.ts";

/** Plain JavaScript: about 0.6 GFLOP/s, a reference to check others by. */
export async function openCpu(): Promise<string> {
  await importPeer("@tensorflow/tfjs-backend-cpu", () => import("@tensorflow/tfjs-backend-cpu"));
  await tf.setBackend("cpu");
  return "plain JavaScript, slow";
}
