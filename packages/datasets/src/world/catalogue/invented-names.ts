import type { SeededRandom } from "../../random/seeded-random.ts";
import type { Genre } from "../taxonomy/genres.ts";

const SYLLABLES = (
  "va lo mir tek ro sha nu bel dor ka li zen oru fa gri wen ya sol pim tar eo jin ku lap mo nax ot per qui ras " +
  "sto tuv uma vik wol xa yel zor bra cle dun ely fro gol hes ith jor kel lum mey nor oph pra rin sel thu vey"
).split(" ");

/** Syllables that a genre's names are made of; neighbouring genres share some. */
const SYLLABLES_OF_A_GENRE = 24;

const BAND_FORMS = [
  "The {}s",
  "{} Quartet",
  "{} & {}",
  "DJ {}",
  "{} Collective",
  "Los {}s",
  "{} Brothers",
  "{} Club",
];
const LABEL_FORMS = ["{} Records", "{} Recordings", "{} Music", "{} Tapes", "{} Sound", "{}", "{} Editions"];

/** Names made of syllables, each given once; a genre's names sound alike. */
export class InventedNames {
  private readonly given = new Set<string>();

  constructor(private readonly random: SeededRandom) {}

  artist(genre: Genre): string {
    return this.unused(() => {
      const form = this.random.chance(0.3) ? this.random.pick(BAND_FORMS) : this.random.pick(["{}", "{} {}"]);
      return form.replaceAll("{}", () => this.word(genre));
    });
  }

  label(genre: Genre): string {
    return this.unused(() => this.random.pick(LABEL_FORMS).replaceAll("{}", () => this.word(genre)));
  }

  private unused(draw: () => string): string {
    let name = draw();
    while (this.given.has(name)) name = draw();
    this.given.add(name);
    return name;
  }

  private word(genre: Genre): string {
    let word = "";
    for (let left = 2 + this.random.below(2); left > 0; left--) {
      word += SYLLABLES[(genre.index * 6 + this.random.below(SYLLABLES_OF_A_GENRE)) % SYLLABLES.length];
    }
    return capitalized(word);
  }
}

/** With the first letter in upper case. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
