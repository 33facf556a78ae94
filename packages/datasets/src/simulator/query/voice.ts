import type { SeededRandom } from "../../random/seeded-random.ts";

/** A way of talking that a listener keeps through a conversation. */
export interface Voice {
  name: string;
  /** How many conversations have it. */
  share: number;
  /** Probability of a reaction; what they are doing is told somewhat less often. */
  talkative: number;
}

export const VOICES: readonly Voice[] = [
  { name: "plain", share: 0.46, talkative: 0.85 },
  { name: "casual", share: 0.22, talkative: 0.8 },
  { name: "terse", share: 0.08, talkative: 0.35 },
  { name: "cheerful", share: 0.12, talkative: 0.9 },
  { name: "foreign", share: 0.04, talkative: 0.85 },
  { name: "texting", share: 0.08, talkative: 0.75 },
];

/** Says a text in a voice. */
export function speak(text: string, voice: Voice, random: SeededRandom): string {
  switch (voice.name) {
    case "casual":
      return text.toLowerCase().replace(/\.$/, "");
    case "texting":
      return shortened(text.toLowerCase().replace(/\.$/, ""), random);
    case "cheerful":
      return text.replace(/\.( |$)/, random.chance(0.6) ? "!$1" : ".$1");
    case "foreign":
      return FOREIGN.reduce((said, [from, to]) => said.replace(from, to), text);
    default:
      return text;
  }
}

function shortened(text: string, random: SeededRandom): string {
  return TEXTING.reduce((said, [from, to]) => (random.chance(0.6) ? said.replace(from, to) : said), text);
}

const TEXTING: readonly (readonly [RegExp, string])[] = [
  [/\bplease\b/g, "pls"],
  [/\byou\b/g, "u"],
  [/\bsomething\b/g, "smth"],
  [/\bwith\b/g, "w"],
  [/\bminutes\b/g, "min"],
  [/\bbecause\b/g, "cuz"],
  [/\bdon't\b/g, "dont"],
  [/\bi'm\b/g, "im"],
  [/\bthat's\b/g, "thats"],
  [/\bit's\b/g, "its"],
  [/\bgive me\b/g, "gimme"],
  [/\blet me\b/g, "lemme"],
  [/\bokay\b/g, "ok"],
  [/\bgoing to\b/g, "gonna"],
  [/\bpeople\b/g, "ppl"],
  [/,? though\b/g, " tho"],
];

const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\blonger\b/, "more long"],
  [/\bcalmer\b/, "more calm"],
  [/\bsofter\b/, "more soft"],
  [/\bI'm looking for\b/i, "I search for"],
  [/\bLooking for\b/, "I search"],
  [/\bIs there\b/, "There is maybe"],
  [/\bI'd like\b/, "I would like"],
  [/\bI like this\b/, "I like very much this"],
];
