import { lines } from "./lines.ts";

/** How a tag is said: as a thing, as a quality of another thing, and as something that the music has. */
export interface TagWording {
  /** Noun phrases that can stand alone: "trip hop". */
  nouns: readonly string[];
  /** Adjectives that go before a noun: "dubby". */
  adjectives: readonly string[];
  /** What fits "with …": "some glitch in it". */
  features: readonly string[];
}

// tag | nouns | adjectives | features
const TABLE = lines(`
  Ambient | ambient; ambient music; ambient pieces | ambient; drifting, ambient | an ambient side; some ambient haze; ambient round the edges; a bit of ambient; an ambient lean
  IDM | IDM; idm | IDM-ish; IDM-leaning | a bit of IDM; IDM beats; some IDM detail; IDM in it; an IDM twist
  Experimental | experimental music; experimental stuff; experimental sounds | experimental; odd, experimental; adventurous, experimental | an experimental side; some experimental edges; experiments in it; an experimental streak
  Techno | techno; proper techno; straight techno | techno; techno-ish | a techno pulse; some techno; techno underneath; a bit of techno in it; a techno beat
  Minimal | minimal; minimal stuff; minimal electronics | minimal; lean, minimal; sparse, minimal; stripped-down, minimal | a minimal touch; a minimal feel
  Indie | indie; indie music; an indie band | indie; indie-flavoured | an indie side; an indie heart; indie in it
  Downtempo | downtempo; downtempo stuff; a downtempo tune | downtempo; laid-back, downtempo | a downtempo feel; a downtempo flavour; downtempo in it
  Instrumental | an instrumental; instrumentals; instrumental music | instrumental; wordless, instrumental | no singing; no words; no vocals; no rapping; zero vocals; nobody singing
  Electro | electro; some electro; electro tracks | electro; electro-tinged | some electro; a bit of electro in it; electro mixed in; an electro kick; an electro streak
  Trip Hop | trip hop; some trip hop; trip hop beats | trip hop; trip-hop-ish; smoky trip hop | a trip hop feel; trip hop underneath; a bit of trip hop; trip hop in it
  Tech House | tech house; some tech house | tech house | tech house in its bones; a tech house groove; a tech house lean
  Folk | folk; folk music; folk songs; plain folk | folky; folk | a folk touch; a folk side; folk in it; a bit of folk; a folk thread
  Chiptune | chiptune; chip sounds; old console sounds; 8-bit music; game console bleeps | chiptune; bleepy, 8-bit; 8-bit | chiptune in it; 8-bit sounds; some bleeps; chip sounds; those 8-bit sounds inside
  House | house; house music; some house; a house track | house; housey; housier | a house beat; some house in it; a streak of house; house in the mix
  Post Rock | post rock; post-rock | post-rock; post-rocky | a post rock side; some post-rock; post rock bones; a post-rock lean
  Synth-pop | synth-pop; synth pop; some synth-pop | synth-pop; synth-poppy; neon, synth-pop | synth-pop shine; some synth-pop; synths in it; a bit of synth-pop
  Glitch | glitch; glitchy stuff; glitch music | glitchy; glitch | glitch in it; some glitch; glitchy bits; a few glitches
  Rap | rap; rap music; some rap; rap tracks; bars; rap with a proper flow | rap; rapped | rap on top; somebody rapping; rapping in it; bars over it
  Acoustic | acoustic music; acoustic stuff; something unplugged; acoustic songs | acoustic; unplugged, acoustic | acoustic sounds; something acoustic under it; an acoustic touch
  Drum & Bass | drum and bass; drum & bass; dnb; drum n bass | drum and bass; dnb | drum and bass in it; some drum and bass; dnb drums; a drum and bass beat
  Trance | trance; proper trance; some trance | trance; trancey | a bit of trance; trance in the mix; a trance streak; some trance
  Pop Rock | pop rock; pop-rock; pop rock songs | pop rock; pop-rocky | some pop rock; a pop rock heart; pop rock to it
  Disco | disco; some disco; straight disco | disco; disco-ish | disco in it; some disco; a bit of disco; a disco beat
  Abstract | abstract music; abstract electronics; abstract stuff | abstract; abstract and fragile | an abstract side; an abstract streak; abstract ideas
  Dubstep | dubstep; heavy dubstep; some dubstep | dubstep; wobbly, dubstep | dubstep in it; dubstep wobble; a bit of dubstep; some dubstep
  Orchestral | orchestral music; orchestral pieces; a whole orchestra; an orchestra | orchestral | an orchestra in it; an orchestral touch; orchestral colours
  Dark | dark music; dark stuff; something dark | dark; dark, gloomy; darker | something dark about it; a dark edge; some darkness; a dark side
  Deep House | deep house; some deep house | deep house; deep, housey | deep house in it; some deep house; a deep house groove; deep house underneath
  Modern | modern music; modern pieces | modern | a modern touch; a modern side
  Mix | a proper mix; a DJ mix; a mix | mixed; long-form | a DJ mixing it
  Easy Listening | easy listening; easy-listening music | easy-listening; easygoing | an easy listening touch; an easy-listening air
  Alternative | alternative music; alternative stuff; something alternative | alternative | an alternative edge; an alternative streak
  Live | a live recording; live recordings; a concert recording; something live | live | the room around the band; an audience in it; a live feel
  Breaks | breaks; some breaks | breaky; breaks | breaks in it; broken drums; some breaks
  Funk | funk; some funk; real funk | funky; funkier | funk in it; plenty of funk; some funk; a funky streak
  Breakbeat | breakbeat; breakbeats; some breakbeat | breakbeat | breakbeats in it; a breakbeat underneath; a soft breakbeat
  Industrial | industrial; industrial stuff; industrial music | industrial; cold, industrial; mechanical, industrial | industrial sounds; an industrial edge; some machinery
  Vocal | vocal music; sung songs; something sung; voices; a singer | sung; vocal | singing; a voice; a voice in front; good vocals; somebody singing
  Exotic | exotic music; exotic sounds; something exotic | exotic; far-travelled, exotic | an exotic touch; an exotic flavour; something exotic about it
  Punk | punk; some punk; punk songs | punk; punky | some punk in there; a punk bite
  Dub | dub; some dub; lazy dub | dubby; dub | dub in it; some dub; a dub groove; dub underneath; a bit of dub
  Metal | metal; proper metal; some metal | metal; metallic | metal in it; some metal
  Piano | piano music; piano pieces; solo piano; piano | piano; piano-led | piano; a piano in it; somebody at the piano
  Free Improvisation | free improvisation; improvised music | improvised; freely improvised | some improvising; free improvisation in it
  Breakcore | breakcore; proper breakcore | breakcore | breakcore in it; some breakcore
  Progressive Rock | progressive rock; prog rock; prog | progressive rock; proggy | some prog in it; a prog side
  Soft Rock | soft rock; some soft rock | soft-rock | some soft rock in it; a soft rock side
  Dub Techno | dub techno; some dub techno | dub techno | dub techno in it; some dub techno
  Traditional | traditional music; traditional tunes; something traditional | traditional; old-style, traditional | a traditional touch; old-style playing
  Radioshow | radio shows; a radio show; something off a radio show | radio-show | a radio show feel
  Acid | acid; some acid; acid stuff | acid; squelchy, acid; acid-flavoured | acid in it; some acid; a little acid; a bit of acid
  Hard Rock | hard rock; proper hard rock | hard rock; hard-rocking | some hard rock in it; hard rock to it
  Fusion | fusion; jazz fusion; some fusion | fusion | fusion in it; some fusion
  Lo-Fi | lo-fi; lo-fi stuff; lo-fi music | lo-fi; dusty, lo-fi | dust on the tape; a lo-fi sound; lo-fi grain
  Leftfield | leftfield; leftfield stuff | leftfield | a leftfield lean; a leftfield side
  Cut-up/DJ | cut-up music; cut-ups; a cut-up | cut-up; chopped-up | DJ cut-up tricks; cuttings like a DJ makes; plenty of cut-up in it
  Shoegaze | shoegaze; hazy shoegaze | shoegazey; hazy, shoegaze | shoegaze haze; a shoegaze fog; some shoegaze
  Modern Classical | modern classical; modern classical music | modern classical | modern classical in it; a shade of modern classical; a classical touch
  New Wave | new wave; some new wave | new wave; new-wave-ish | a new wave edge; new wave in it; some new wave
  Movie | film music; soundtrack music; a film cue; movie music; film score | cinematic; filmic | something of a film score; a movie feel
  Field recording | field recordings; music with real world sounds | field-recorded | field recordings; real world sounds in it; found sounds; outside sounds
  Acid Jazz | acid jazz; some acid jazz | acid jazz; jazzy | acid jazz in it; an acid jazz lean; a bit of jazz to it
  Rock & Roll | rock and roll; rock & roll; rock'n'roll | rock and roll | some rock and roll in it
  Noise | noise; noise music | noisy | noise in it; some noise
  Future Jazz | future jazz; some future jazz | future jazz; jazzy | future jazz in it; some jazz to it
  Ballad | a ballad; ballads | ballad-like | a ballad feel
  Broken Beat | broken beat; broken beats | broken-beat | broken beats; a broken beat underneath
  Soul | soul; soul music | soulful | soul in it; some soul
  Big Beat | big beat; some big beat | big-beat | a big beat
  Lounge | lounge; lounge music | loungey; lounge | a lounge feel
  Drone | drone; drones; a drone | droning | drones in it; a drone underneath
  Gothic | gothic music; goth; something gothic | gothic | a gothic side
  Jungle | jungle; some jungle | jungle | jungle in it; some jungle
  New Age | new age; new age music | new-age | a new age feel
  Indie Rock | indie rock | indie rock | some indie rock in it
  Darkwave | darkwave; some darkwave | darkwave | darkwave in it
  Psychedelic Rock | psychedelic rock; psych rock | psychedelic | some psychedelic rock in it
  Folk Rock | folk rock; some folk rock | folk-rock; folk-rocky | folk rock in it; some folk rock
  Progressive House | progressive house | progressive house | progressive house in it
  German | something German; music in German | German | German words
  Avantgarde | avant-garde music; the avant-garde | avant-garde | an avant-garde twist
  Blues Rock | blues rock; bluesy rock | bluesy; blues-rock | some blues rock in it; blues to it
  Dark Ambient | dark ambient | dark ambient | some dark ambient in it
  Game | game music; a game soundtrack; video game music | game-soundtrack | a video game feel; something of a game soundtrack
  EBM | EBM; some EBM | EBM | EBM in it; some EBM
  Spoken Word | spoken word; something told rather than sung | spoken | someone speaking over it; spoken word in it
  Psychedelic | psychedelic music; something psychedelic | psychedelic; trippy, psychedelic | a psychedelic streak
  Swing | swing; some swing | swinging | swing in it; some swing
  Reggae | reggae; some reggae | reggae | reggae in it; a reggae sway
  Ska | ska; some ska | ska | ska in it
  Classic Rock | classic rock | classic rock | some classic rock in it
  Garage Rock | garage rock | garage rock | some garage rock in it
  Electronica | electronica | electronica | some electronica in it
  Calm | calm music; something calm | calm | something calm about it
  Melancholic | melancholic music; something melancholic | melancholic | something melancholic about it
  Dreamy | dreamy music; something dreamy | dreamy | something dreamy about it
  Romantic | romantic music; something romantic | romantic | something romantic about it
  Hopeful | hopeful music; something hopeful | hopeful | something hopeful about it
  Happy | happy music; something happy | happy | something happy about it
  Aggressive | aggressive music; something aggressive | aggressive | something aggressive about it
  Bass Music | bass music | bass-heavy | a real low end; some bass music in it
`);

const WORDINGS: ReadonlyMap<string, TagWording> = new Map(
  TABLE.map((line) => {
    const [tag = "", nouns = "", adjectives = "", features = ""] = line.split(" | ");
    return [
      tag,
      { nouns: nouns.split("; "), adjectives: adjectives.split("; "), features: features.split("; ") },
    ];
  }),
);

/** Tags that say how a release came to be, not how it sounds: nobody asks for them. */
export const UNSPOKEN_TAGS: ReadonlySet<string> = new Set(["Compilation"]);

/** How a tag is said; a tag that has no wording of its own is said as it is written, in lower case. */
export function tagWording(tag: string): TagWording {
  const plain = tag === tag.toUpperCase() ? tag : tag.toLowerCase();
  return (
    WORDINGS.get(tag) ?? {
      nouns: [plain],
      adjectives: [plain],
      features: [`some ${plain} in it`, `${plain} in it`],
    }
  );
}

const GENRES: ReadonlyMap<string, readonly string[]> = new Map([
  ["Electronic", ["electronic music", "electronics", "electronic stuff", "electronic tracks"]],
  ["Pop", ["pop", "pop songs", "pop music", "a pop song"]],
  ["Rock", ["rock", "a rock band", "rock music", "rock songs"]],
  ["Hip Hop", ["hip hop", "hip hop beats", "hip-hop", "beats"]],
  ["Classical", ["classical music", "classical", "classical pieces"]],
  ["World", ["world music", "music from somewhere else"]],
  ["Jazz", ["jazz", "some jazz", "jazz music"]],
  ["Funk / Soul", ["funk and soul", "soul", "funk"]],
  ["Stage & Screen", ["soundtrack music", "film music", "a film score"]],
]);

/** Nouns for a genre, the plain ones first; other genres are said as they are written. */
export function genreNouns(genre: string): readonly string[] {
  return GENRES.get(genre) ?? [genre.toLowerCase().replaceAll(" / ", " and ").replaceAll(", ", " and ")];
}
