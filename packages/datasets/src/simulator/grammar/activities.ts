import { INDOOR_ACTIVITIES } from "./activities-indoors.ts";
import { OUTDOOR_ACTIVITIES } from "./activities-outdoors.ts";

/** What a listener is doing, and the sentences that come with it. */
export interface Activity {
  name: string;
  /** Energies that suit it. */
  energies: readonly number[];
  /** Completes "… music": "for a night run". */
  goal: readonly string[];
  /** Said when the conversation opens, in its course, and at its end. Without full stops. */
  open: readonly string[];
  mid: readonly string[];
  end: readonly string[];
  /** What a response may close with. */
  quip: readonly string[];
}

/** Blocks of "# name energy energy …" and five lines "field: phrase | phrase". */
export const ACTIVITIES: readonly Activity[] = parseActivities([...INDOOR_ACTIVITIES, ...OUTDOOR_ACTIVITIES]);

function parseActivities(text: readonly string[]): Activity[] {
  const starts = text.flatMap((line, index) => (line.startsWith("# ") ? [index] : []));
  return starts.map((start) => {
    const [name = "", ...energies] = (text[start] as string).slice(2).split(" ");
    const [goal = [], open = [], mid = [], end = [], quip = []] = text
      .slice(start + 1, start + 6)
      .map((line) => line.slice(line.indexOf(": ") + 2).split(" | "));
    return { name, energies: energies.map(Number), goal, open, mid, end, quip };
  });
}
