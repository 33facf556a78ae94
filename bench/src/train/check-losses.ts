import type { TrainReport } from "./sizes.ts";

const tolerance = 1e-3;

/**
 * The largest difference between both contenders' losses, as a share of the peer's.
 *
 * @throws Error when they did not train the same
 */
export function checkLosses(ours: TrainReport, peer: TrainReport): number {
  const difference = Math.max(
    ...peer.losses.map((loss, step) => Math.abs((ours.losses[step] ?? NaN) - loss) / loss),
  );
  if (difference < tolerance) return difference;
  throw new Error(
    `Both train on the same batches from the same weights, so that their losses must agree within ${tolerance}: ours ${ours.losses.join(", ")}; the peer's ${peer.losses.join(", ")}.`,
  );
}
