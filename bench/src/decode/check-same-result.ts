import type { DecodeReport } from "./task.ts";

/** Beams whose scores differ by less may stand in either order. */
const tolerance = 1e-3;

/** @throws Error when the two did not find the same: the same ids, or beams of the same scores */
export function checkSameResult(ours: DecodeReport, peer: DecodeReport): void {
  if (ours.scores && peer.scores) {
    const worst = Math.max(
      ...ours.scores.map((score, rank) => Math.abs(score - (peer.scores![rank] ?? -Infinity))),
    );
    const found = new Set(peer.ids.map(String));
    const common = ours.ids.filter((ids) => found.has(String(ids))).length;
    // The last beam can be either of two equal ones
    if (!(worst < tolerance) || ours.ids.length !== peer.ids.length || common < ours.ids.length - 1) {
      throw new Error(
        `Different beams: ${common} of ${ours.ids.length} in common, scores up to ${worst} apart.`,
      );
    }
    return;
  }
  if (JSON.stringify(ours.ids) !== JSON.stringify(peer.ids)) {
    throw new Error(`Different ids: ours ${JSON.stringify(ours.ids)}, peer ${JSON.stringify(peer.ids)}.`);
  }
}
