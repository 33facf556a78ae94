import { lines } from "./lines.ts";

/** What a title can be about: how a listener asks for it, and what makes a title be about it. */
interface TitleTheme {
  /** Noun phrases that fit "with … in the title" and "something about …". */
  nouns: readonly string[];
  pattern?: RegExp;
  words?: readonly string[];
}

// theme | how it is asked for | words that a title about it has
const BY_WORD = lines(`
  water | water; something wet | water waters underwater aqua wet
  river | a river; flowing water | river rivers stream creek
  sea | the sea; the ocean; waves; a beach or a coast | sea seas ocean oceans wave waves beach coast shore tide tides island
  rain | rain; weather; rainy weather | rain rains rainy raining raindrops
  snow | snow; winter; something wintry; cold weather | snow snowflake snowflakes snowy winter ice frost frozen icy
  storm | a storm; thunder; wild weather | storm storms thunder hurricane lightning tornado
  wind | wind; a breeze | wind winds breeze windy
  clouds | clouds; the sky | cloud clouds cloudy sky skies
  sun | the sun; sunshine; something sunny | sun sunshine sunny sunrise sunset sunlight solar
  summer | summer; a season; something summery | summer summertime july august
  autumn | autumn; a season; something autumnal | autumn october september november leaves
  spring | spring; a season | spring april
  month | a month; the name of a month | january february april june july august september october november december
  night | night; the night; midnight; something nocturnal | night nights midnight nacht noche nuit nocturne tonight
  morning | the morning; an early hour; daybreak | morning dawn sunrise breakfast wake waking awake
  evening | the evening; dusk | evening dusk twilight sunset
  moon | the moon; moonlight | moon moons moonlight lunar
  stars | stars; a star; starlight | star stars stardust starlight stellar
  space | space; outer space; planets; something cosmic | space galaxy cosmos cosmic universe planet planets orbit orbital mars jupiter saturn venus alien aliens asteroid comet nebula astronaut
  light | light; lights; a lamp | light lights lamp shine glow bright
  dark | darkness; shadows | dark darkness darker shadow shadows
  fire | fire; something burning; smoke or flames | fire flame flames burn burning ashes smoke
  love | love; a bit of love; something romantic | love loves lover lovers loving loved amor amour liebe kiss romance
  heart | a heart; some heart | heart hearts heartbeat
  goodbye | a goodbye; a farewell; leaving | goodbye farewell bye leaving leave adieu gone
  home | home; a house | home house homeward casa
  city | a city; the city; streets | city cities town street streets urban metropolis downtown
  place | a place name; a place I could travel to; somewhere far away | berlin paris london tokyo moscow vienna madrid barcelona lisbon rome york chicago detroit california texas africa african asia america russia brazil mexico peru cuba japan china india iceland reykjavik amsterdam istanbul
  road | a road; the road; driving | road roads highway drive driving driver route street car freeway
  train | a train; a railway; trains | train trains railway bahnhof subway
  flight | flying; wings; something that flies | fly flying flight wings wing airplane plane pilot
  travel | a journey; travelling; a trip | journey travel travels traveller trip voyage walk walking wander wanderer
  dance | dancing; a dance | dance dancing dancer waltz tango
  dream | a dream; dreams; something dreamy | dream dreams dreaming dreamer dreamy traum
  sleep | sleep; sleeping; something for bedtime | sleep sleeping sleepless sleepy lullaby insomnia bed asleep
  animal | an animal; some creature; an animal for my daughter | dog dogs cat cats bear wolf fox horse horses lion tiger elephant monkey rabbit mouse rat cow pig frog turtle snake whale fish shark owl bird birds spider spiders bee bees butterfly snail giraffe ape crow
  bird | a bird; birds; feathers | bird birds owl crow raven swan eagle seagull sparrow
  insect | an insect; something that crawls | bee bees butterfly ant ants spider spiders insect insects moth
  garden | a flower; something that grows; a garden | flower flowers garden rose roses bloom blossom grass seed lily tulip
  tree | trees; a forest; the woods | tree trees forest woods jungle oak pine
  mountain | mountains; a hill | mountain mountains hill hills peak valley
  earth | the earth; sand or dust; solid ground | earth ground desert sand dust stone stones field fields
  colour | a colour; any colour | red blue green yellow black white orange purple grey gray pink silver golden
  blue | blue; the colour blue | blue
  black | black; the colour black | black
  shiny | gold; something shiny; precious metal | gold golden silver diamond diamonds
  food | food; something to eat; something edible | food sugar honey cake chocolate apple lemon orange banana cherry candy bread cheese pizza soup salt pepper strawberry dinner breakfast lunch milk
  drink | a drink; coffee or tea; something to drink | coffee tea wine beer whiskey drink drunk vodka
  machine | a machine; robots; something mechanical | machine machines robot robots engine motor computer android mechanical
  ghost | something spooky; ghosts; monsters | ghost ghosts haunted zombie zombies monster vampire witch devil demon skeleton skeletons
  death | death; something gloomy | death dead dying grave graveyard funeral killer
  war | war; a fight | war wars battle fight fighting soldier soldiers army gun
  heaven | heaven; something heavenly; angels | heaven heavens angel angels paradise heavenly
  hope | hope; some hope; something hopeful | hope hopes hopeful believe faith
  happy | happiness; something cheerful; a smile | happy happiness joy smile smiling fun laugh
  sad | something sad; tears; a bit of melancholy | sad sadness tears cry crying melancholy lonely alone sorrow blues
  time | time; a clock; the hour | time times clock hour hours minute minutes today tomorrow yesterday
  weekday | a day of the week; a weekday or a weekend | monday tuesday wednesday thursday friday saturday sunday
  memory | a memory; looking back; memories | memory memories remember forget forgotten past nostalgia
  beginning | a beginning; starting out | begin begins beginning start starting genesis birth
  ending | an ending; the end | end ending ends final finale epilogue
  life | life; being alive | life alive living lives
  girl | a girl; a woman | girl girls lady woman sister mother princess queen
  man | a man; a boy | man men boy boys father brother king
  child | children; a child | child children kid kids baby babies childhood
  body | eyes or hands; a part of the body | eyes eye hand hands head face skin bones blood brain
  music | music itself; a song; singing about music | music song songs melody rhythm
  instrument | an instrument; a real instrument | piano guitar drum drums violin bass trumpet organ flute harp cello
  sound | sounds; noise | sound sounds noise silence echo
  work | work; a job; money | work working job money office factory business boss
  game | games; playing | game games play player playing arcade toy toys
  door | a door or a window; a way in | door doors window windows key keys wall walls
  dirt | dirt; something rough | dirty dirt raw broken rusty
  question word | a why or a what; a question in it | why what where who how
  spanish | some Spanish; Spanish words | el los las una del noche corazón vida luz
  french | some French; French words | le les une du je nuit amour dans jour
  german | some German; German words | der das und ich nicht ein eine mit wir nacht
`).map((line) => {
  const [name = "", nouns = "", words = ""] = line.split(" | ");
  return { name, nouns: nouns.split("; "), words: words.split(" ") };
});

const BY_PATTERN = [
  { name: "number", nouns: ["a number", "digits"], pattern: /\d/ },
  { name: "question", nouns: ["a question", "a question mark"], pattern: /\?\s*$/ },
  { name: "remix", nouns: ["the word remix", "a remixer"], pattern: /\b(remix|rmx|rework|refix)\b/i },
  { name: "guest", nouns: ["a featured guest", "a guest credited"], pattern: /\b(feat|ft|featuring)\b/i },
  {
    name: "intro",
    nouns: ["the word intro", "an introduction"],
    pattern: /\b(intro|introduction|prelude)\b/i,
  },
  { name: "outro", nouns: ["the word outro"], pattern: /\boutro\b/i },
  { name: "interlude", nouns: ["an interlude"], pattern: /\b(interlude|skit|intermezzo)\b/i },
  { name: "liveTake", nouns: ["the word live"], pattern: /\blive\b/i },
  { name: "part", nouns: ["a part number", "several parts"], pattern: /\b(part|pt|parte|teil)\b/i },
  { name: "capitals", nouns: ["nothing but capitals"], pattern: /^(?=(?:[^A-Z]*[A-Z]){4})[^a-z]+$/ },
  { name: "oneWord", nouns: ["just one word"], pattern: /^[\p{L}'’-]+$/u },
  { name: "manyWords", nouns: ["a great many words"], pattern: /^(?:\S+\s+){6,}\S+$/ },
];

/** Every theme by name. */
export const TITLE_THEMES: ReadonlyMap<string, TitleTheme> = new Map(
  [...BY_WORD, ...BY_PATTERN].map((theme) => [theme.name, theme]),
);

const THEMES_BY_WORD: ReadonlyMap<string, readonly string[]> = themesByWord();

/** Words of a title in lower case. */
export function titleWords(title: string): string[] {
  return title.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
}

/** Names of the themes that a title has. */
export function themesOfTitle(title: string): string[] {
  const named = titleWords(title).flatMap((word) => THEMES_BY_WORD.get(word) ?? []);
  const shaped = BY_PATTERN.filter(({ pattern }) => pattern.test(title)).map(({ name }) => name);
  return [...new Set([...named, ...shaped])];
}

function themesByWord(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const { name, words } of BY_WORD) {
    for (const word of words) index.set(word, [...(index.get(word) ?? []), name]);
  }
  return index;
}
