import type { SeededRandom } from "../../random/seeded-random.ts";
import { DOINGS, OBJECTS, QUALITIES } from "../grammar/objects.ts";
import { CIRCUMSTANCES, PASTIMES, PEOPLE, TIES } from "../grammar/pastimes.ts";
import { EFFECTS, INTERJECTIONS, SIMILES } from "../grammar/similes.ts";

/** What somebody near the listener is up to, without a full stop: "the plumber gave up weighing crooked lanterns". */
export function smallTalk(random: SeededRandom): string {
  const said = `${random.pick(PEOPLE)} ${random.pick(TIES)} ${pastime(random)}`;
  return random.chance(0.35) ? `${said} ${random.pick(CIRCUMSTANCES)}` : said;
}

/** Something to do: "peeling oranges", "counting striped umbrellas". */
export function pastime(random: SeededRandom): string {
  if (random.chance(0.2)) return random.pick(PASTIMES);
  return `${random.pick(DOINGS)} ${objects(random)}`;
}

/** Things: "teapots", "striped umbrellas". */
function objects(random: SeededRandom): string {
  const noun = random.pick(OBJECTS);
  return random.chance(0.6) ? `${random.pick(QUALITIES)} ${noun}` : noun;
}

/** What music can be compared with: "warm bread", "a box of dented teapots". */
export function simile(random: SeededRandom): string {
  return random.chance(0.4) ? random.pick(SIMILES) : objects(random);
}

/** That something was liked, by a comparison: "Gosh, it felt like warm bread". */
export function comparison(random: SeededRandom): string {
  const effect = `${random.pick(EFFECTS)} like ${simile(random)}`;
  const interjection = random.pick(INTERJECTIONS);
  const draw = random.fraction();
  if (draw < 0.25) return interjection;
  return draw < 0.7 ? effect : `${interjection}, ${effect.charAt(0).toLowerCase()}${effect.slice(1)}`;
}
