/** How a track feels, whatever its genre. */
export interface Mood {
  /** Position among all moods. */
  index: number;
  /** As in tags. */
  tag: string;
  /** Energy at which it is most likely, 0 to 1. */
  energy: number;
  /** Words of its lyrics. */
  words: readonly string[];
  /** How people name playlists of it. */
  titles: readonly string[];
  emojis: readonly string[];
}

// tag | energy | words | titles | emojis
const TABLE = `
Calm | 0.1 | quiet gentle slowly breathe soften rest drifting | chill, calm, relax, chill vibes, sleep | 😌 🌙 💤
Melancholic | 0.25 | tears lonely goodbye empty cold missing faded | sad, sad songs, in my feels, crying, heartbreak | 💔 😢 🌧️
Dreamy | 0.35 | dreaming floating clouds wonder stardust weightless softly | dreamy, daydream, floating, late night | ☁️ ✨ 🌌
Romantic | 0.4 | darling heart tender forever kiss together yours | love, love songs, date night, for her, wedding | ❤️ 💕 🌹
Hopeful | 0.55 | rising morning believe tomorrow brighter bloom begin | good morning, feel good, hope, new beginnings | 🌅 🌱 🙌
Happy | 0.7 | laughing smile sunny dancing golden cheer singing | happy, good vibes, summer vibes, road trip | 😊 ☀️ 🌴
Dark | 0.65 | shadow darkness hollow fear whisper poison burning | dark, midnight, villain, night drive | 🖤 🌑 🦇
Aggressive | 0.95 | rage fight smash break louder fury tonight | rage, workout, beast mode, gym, hype | 🔥 💪 😤
`;

/** Every mood, always in the same order. */
export const MOODS: readonly Mood[] = TABLE.trim()
  .split("\n")
  .map((line, index) => {
    const [tag = "", energy, words = "", titles = "", emojis = ""] = line.split(" | ");
    return {
      index,
      tag,
      energy: Number(energy),
      words: words.split(" "),
      titles: titles.split(", "),
      emojis: emojis.split(" "),
    };
  });
