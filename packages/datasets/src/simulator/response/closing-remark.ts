import type { SeededRandom } from "../../random/seeded-random.ts";
import { CLOSING_REMARKS } from "../grammar/closing-remarks.ts";
import { CIRCUMSTANCES, PEOPLE } from "../grammar/pastimes.ts";
import { pastime, simile } from "../query/small-talk.ts";

/** A friendly word after the answer, which claims nothing of the track: "It pairs well with peeling oranges." */
export function closingRemark(random: SeededRandom): string {
  return random.pick(CLOSING_REMARKS).replace(/\{(\w+)\}/g, (_, part: string) => {
    if (part === "pastime") return pastime(random);
    if (part === "simile") return simile(random);
    return random.pick(part === "person" ? PEOPLE : CIRCUMSTANCES);
  });
}
