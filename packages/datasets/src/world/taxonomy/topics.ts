/** What a track is about. */
export interface Topic {
  /** Position among all topics. */
  index: number;
  name: string;
  /** Nouns of its lyrics and titles. */
  words: readonly string[];
}

const TABLE = `
love: love lover kiss heart romance desire embrace valentine
night: night midnight moon moonlight dusk stars twilight nocturne
sea: sea ocean waves tide shore island harbour sailor
road: road highway street driver journey mile traveller engine
rain: rain storm thunder puddle umbrella clouds lightning flood
city: city street towers downtown subway rooftop pavement traffic
home: home house kitchen doorway garden window family chimney
dance: dance rhythm floor dancer music drums body spotlight
dream: dream sleep pillow wonder vision lullaby mirage fantasy
space: space planet orbit galaxy rocket comet gravity universe
battle: war soldier battle enemy army victory fight flag
money: money gold boss diamond fortune rent dollar bank
memory: memory yesterday photograph childhood letter goodbye past years
nature: forest river mountain tree flower bird wolf meadow
faith: heaven angel prayer soul devil mercy church light
winter: winter snow ice december frost snowflake fireplace january
`;

/** Every topic, always in the same order. */
export const TOPICS: readonly Topic[] = TABLE.trim()
  .split("\n")
  .map((line, index) => {
    const [name = "", words = ""] = line.split(": ");
    return { index, name, words: words.split(" ") };
  });
