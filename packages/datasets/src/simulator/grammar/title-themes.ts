import { lines } from "./lines.ts";

/** What a title can be about: how a listener asks for it, and what makes a title be about it. */
interface TitleTheme {
  /** Noun phrases that fit "with … in the title" and "something about …". */
  nouns: readonly string[];
  /** Sentences after which a listener asks for something to match. */
  leads?: readonly string[];
  pattern?: RegExp;
  words?: readonly string[];
}

// theme | how it is asked for | what a listener says that calls for it | words that a title about it has
const BY_WORD = lines(`
  water | water; something wet | My feet are in the pool; The tap is dripping | water waters underwater aqua wet
  river | a river; flowing water | We're sitting by the river; The boat is moored | river rivers stream creek
  sea | the sea; the ocean; waves; a beach or a coast | I can smell the salt from here; We're packing for the coast; I miss the beach | sea seas ocean oceans wave waves beach coast shore tide tides island
  rain | rain; weather; rainy weather | It's pouring outside; The gutters overflow; My window is streaming; No umbrella, of course | rain rains rainy raining raindrops
  snow | snow; winter; something wintry; cold weather | It's freezing in here; First flakes are falling; Everything outside is white | snow snowflake snowflakes snowy winter ice frost frozen icy
  storm | a storm; thunder; wild weather | The shutters are rattling; A big one is coming in from the west | storm storms thunder hurricane lightning tornado
  wind | wind; a breeze | The curtains are moving; My hat just flew off | wind winds breeze windy
  clouds | clouds; the sky | I'm staring up from the grass; It's clouding over | cloud clouds cloudy sky skies
  sun | the sun; sunshine; something sunny | The blinds are down, it's so bright; My arm is burnt already | sun sunshine sunny sunrise sunset sunlight solar
  summer | summer; a season; something summery | I'm wearing shorts for the first time; School's out | summer summertime july august
  autumn | autumn; a season; something autumnal | The leaves are coming down; Scarf weather | autumn october september november leaves
  spring | spring; a season | The tulips are out; Windows are open at last | spring april
  month | a month; the name of a month | I'm looking at the calendar | january february april june july august september october november december
  night | night; the night; midnight; something nocturnal | The lamps are out; Everybody else is asleep; The streets are empty now | night nights midnight nacht noche nuit nocturne tonight
  morning | the morning; an early hour; daybreak | The first light is coming in; The alarm just rang; The rooster is up | morning dawn sunrise breakfast wake waking awake
  evening | the evening; dusk | The light is fading; The lanterns are coming on | evening dusk twilight sunset
  moon | the moon; moonlight | It's round and white up there tonight; And what hangs over the roof tonight | moon moons moonlight lunar
  stars | stars; a star; starlight | I'm on my back in the grass after dark; The sky is clear tonight | star stars stardust starlight stellar
  space | space; outer space; planets; something cosmic | I've been reading about rockets; Take me off this planet; My son wants to be an astronaut | space galaxy cosmos cosmic universe planet planets orbit orbital mars jupiter saturn venus alien aliens asteroid comet nebula astronaut
  light | light; lights; a lamp | Somebody switch something on; I'm fumbling for the switch | light lights lamp shine glow bright
  dark | darkness; shadows | The bulb just died; The corridor is pitch black | dark darkness darker shadow shadows
  fire | fire; something burning; smoke or flames | We've lit some logs; Something smells burnt | fire flame flames burn burning ashes smoke
  love | love; a bit of love; something romantic | I'm smitten, if you must know; It's our anniversary; They held hands on the bus | love loves lover lovers loving loved amor amour liebe kiss romance
  heart | a heart; some heart | Mine is pounding; Be honest with me for once | heart hearts heartbeat
  goodbye | a goodbye; a farewell; leaving | She's waving from the platform; I hate partings | goodbye farewell bye leaving leave adieu gone
  home | home; a house | I've been away too long; My own bed, at last | home house homeward casa
  city | a city; the city; streets | The traffic hums below; I grew up among tall buildings | city cities town street streets urban metropolis downtown
  place | a place name; a place I could travel to; somewhere far away | I'd like to be far away; I've got a ticket and no plan; Spin the globe for me | berlin paris london tokyo moscow vienna madrid barcelona lisbon rome york chicago detroit california texas africa african asia america russia brazil mexico peru cuba japan china india iceland reykjavik amsterdam istanbul
  road | a road; the road; driving | We've got a full tank; White lines for hours | road roads highway drive driving driver route street car freeway
  train | a train; a railway; trains | The platform is cold; The rails are singing | train trains railway bahnhof subway
  flight | flying; wings; something that flies | We're boarding soon; I'd like to leave the ground | fly flying flight wings wing airplane plane pilot
  travel | a journey; travelling; a trip | My bag is packed; My feet are itching | journey travel travels traveller trip voyage walk walking wander wanderer
  dance | dancing; a dance | Somebody cleared the carpet away; My feet won't keep still | dance dancing dancer waltz tango
  dream | a dream; dreams; something dreamy | I woke up in the middle of something strange; My head is on the pillow | dream dreams dreaming dreamer dreamy traum
  sleep | sleep; sleeping; something for bedtime | My eyelids are heavy; I've been yawning for an hour | sleep sleeping sleepless sleepy lullaby insomnia bed asleep
  animal | an animal; some creature; an animal for my daughter | We went to the zoo today; The neighbour's pet got in again; My toddler is drawing creatures | dog dogs cat cats bear wolf fox horse horses lion tiger elephant monkey rabbit mouse rat cow pig frog turtle snake whale fish shark owl bird birds spider spiders bee bees butterfly snail giraffe ape crow
  bird | a bird; birds; feathers | Something is singing on the balcony; There's a nest under the roof | bird birds owl crow raven swan eagle seagull sparrow
  insect | an insect; something that crawls | Something is buzzing around my head; There's one crawling on my sleeve | bee bees butterfly ant ants spider spiders insect insects moth
  garden | a flower; something that grows; a garden | I bought a bouquet; The beds need weeding | flower flowers garden rose roses bloom blossom grass seed lily tulip
  tree | trees; a forest; the woods | We're walking among the trunks; I can smell the moss | tree trees forest woods jungle oak pine
  mountain | mountains; a hill | We're halfway up; My ears just popped | mountain mountains hill hills peak valley
  earth | the earth; sand or dust; solid ground | My boots are muddy; I've got grit in my shoes | earth ground desert sand dust stone stones field fields
  colour | a colour; any colour | I've got paint on my nose; The wall could be anything, really | red blue green yellow black white orange purple grey gray pink silver golden
  blue | blue; the colour blue | I'm mixing a cold shade; My jeans, my mood, my mug | blue
  black | black; the colour black | I'm dressed for a funeral; Eyeliner's on | black
  shiny | gold; something shiny; precious metal | The cutlery is polished; I found a ring in the drawer | gold golden silver diamond diamonds
  food | food; something to eat; something edible | I'm starving; The fridge is empty; Lunch break at last | food sugar honey cake chocolate apple lemon orange banana cherry candy bread cheese pizza soup salt pepper strawberry dinner breakfast lunch milk
  drink | a drink; coffee or tea; something to drink | My glass is empty; The kettle's boiling; I'm buying a round | coffee tea wine beer whiskey drink drunk vodka
  machine | a machine; robots; something mechanical | The washing machine is dancing; I spent all day soldering | machine machines robot robots engine motor computer android mechanical
  ghost | something spooky; ghosts; monsters | It's nearly Halloween; The floorboards creak; I just watched a horror film | ghost ghosts haunted zombie zombies monster vampire witch devil demon skeleton skeletons
  death | death; something gloomy | I'm in a morbid mood; It's that kind of chapter | death dead dying grave graveyard funeral killer
  war | war; a fight | They're at it again next door; I'm spoiling for a row | war wars battle fight fighting soldier soldiers army gun
  heaven | heaven; something heavenly; angels | I could float; The choir is practising next door | heaven heavens angel angels paradise heavenly
  hope | hope; some hope; something hopeful | I need cheering on; It can only get better | hope hopes hopeful believe faith
  happy | happiness; something cheerful; a smile | I can't stop grinning; Good news in the post today | happy happiness joy smile smiling fun laugh
  sad | something sad; tears; a bit of melancholy | I'm a bit low, to be honest; I could weep; I'm on my own tonight | sad sadness tears cry crying melancholy lonely alone sorrow blues
  time | time; a clock; the hour | I'm late again; It's ticking loudly in here | time times clock hour hours minute minutes today tomorrow yesterday
  weekday | a day of the week; a weekday or a weekend | Is the weekend here yet; What day is it anyway | monday tuesday wednesday thursday friday saturday sunday
  memory | a memory; looking back; memories | I found an old photo album; I used to come here as a student | memory memories remember forget forgotten past nostalgia
  beginning | a beginning; starting out | Day one of everything; Clean slate today | begin begins beginning start starting genesis birth
  ending | an ending; the end | It's nearly over; The credits roll soon | end ending ends final finale epilogue
  life | life; being alive | I feel wide awake to the world; It's all ahead of me | life alive living lives
  girl | a girl; a woman | She just walked in; My niece insists | girl girls lady woman sister mother princess queen
  man | a man; a boy | He's at it again; My grandfather wants his say | man men boy boys father brother king
  child | children; a child | The kids are up to something; I feel about seven years old | child children kid kids baby babies childhood
  body | eyes or hands; a part of the body | My back aches; I've been at the optician's | eyes eye hand hands head face skin bones blood brain
  music | music itself; a song; singing about music | I can't stop humming; We're tuning up | music song songs melody rhythm
  instrument | an instrument; a real instrument | I miss my lessons; There's dust on the case in the corner | piano guitar drum drums violin bass trumpet organ flute harp cello
  sound | sounds; noise | Do you hear that; It's too silent in here | sound sounds noise silence echo
  work | work; a job; money | The boss rang; Payday at last | work working job money office factory business boss
  game | games; playing | It's your move; The dice are out | game games play player playing arcade toy toys
  door | a door or a window; a way in | Somebody's knocking; I'm locked out | door doors window windows key keys wall walls
  dirt | dirt; something rough | My hands are filthy | dirty dirt raw broken rusty
  question word | a why or a what; a question in it | I've got so many questions; Nobody tells me anything | why what where who how
  spanish | some Spanish; Spanish words | We're planning a trip to Seville; My flatmate is from Chile | el los las una del noche corazón vida luz
  french | some French; French words | I've started lessons for my trip to Lyon; Croissants on the table | le les une du je nuit amour dans jour
  german | some German; German words | I'm off to Hamburg soon; My neighbour is from Leipzig | der das und ich nicht ein eine mit wir nacht
`).map((line) => {
  const [name = "", nouns = "", leads = "", words = ""] = line.split(" | ");
  return { name, nouns: nouns.split("; "), leads: leads.split("; "), words: words.split(" ") };
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
