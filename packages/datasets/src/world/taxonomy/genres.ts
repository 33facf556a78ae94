/** A style within a genre: what its tracks have in common. */
export interface Style {
  /** Position among all styles. */
  index: number;
  /** As in tags. */
  name: string;
  genre: Genre;
  /** Mean energy, 0 (still) to 1 (frantic). */
  energy: number;
  /** Year around which most of its records came out; a newer style's last years are its busiest. */
  peakYear: number;
  /** Share of its tracks without words. */
  instrumental: number;
  /** Typical length in seconds. */
  seconds: number;
  /** Words that its lyrics have and the rest of the genre's have less of. */
  words: readonly string[];
}

/** A genre and its styles. */
export interface Genre {
  /** Position among all genres. */
  index: number;
  name: string;
  /** Words of its lyrics. */
  words: readonly string[];
  styles: Style[];
}

// "name: words of the genre", then "style | energy | peak year | instrumental share | seconds | words of the style"
const TABLE = `
Electronic: neon pulse signal system voltage circuit strobe laser warehouse speaker frequency midnight crowd machine
  Techno | 0.85 | 1996 | 0.85 | 390 | concrete basement hammer factory
  House | 0.72 | 1992 | 0.45 | 350 | groove floor jackin feeling
  Deep House | 0.55 | 2011 | 0.55 | 370 | velvet undertow haze after-hours
  Trance | 0.8 | 2001 | 0.6 | 420 | sunrise horizon euphoria ascend
  Drum & Bass | 0.92 | 1999 | 0.65 | 310 | rollers roughneck amen pressure
  Dubstep | 0.88 | 2010 | 0.6 | 270 | wobble drop bassbin sirens
  Electro | 0.75 | 1986 | 0.4 | 280 | robot vocoder android chrome
Chillout: mist lagoon feather glow ripple slumber lantern breath silk orbit amber vapour cushion stillness
  Ambient | 0.08 | 2003 | 0.95 | 400 | glacier nebula aurora expanse
  Downtempo | 0.3 | 2004 | 0.6 | 270 | terrace hammock palms lazy
  Trip Hop | 0.38 | 1998 | 0.4 | 265 | smoke alley cigarette rainfall
  Glitch | 0.42 | 2006 | 0.85 | 240 | fragment pixel error static
  Lounge | 0.25 | 2001 | 0.5 | 230 | martini lobby piano-bar cocktail
  Drone | 0.05 | 2008 | 1 | 560 | cathedral humming engine-room abyss
Rock: thunder highway guitar rebel dust leather wheels stage scream amplifier desert whiskey wild stone
  Indie Rock | 0.6 | 2007 | 0.08 | 225 | bedroom sweater polaroid suburbs
  Post Rock | 0.5 | 2005 | 0.8 | 430 | crescendo lighthouse satellite snowfall
  Hard Rock | 0.88 | 1981 | 0.05 | 245 | stallion gasoline devil overdrive
  Shoegaze | 0.55 | 1991 | 0.15 | 280 | blur cherry feedback swirl
  Punk | 0.95 | 1979 | 0.03 | 135 | riot gutter curfew spit
  Progressive Rock | 0.58 | 1974 | 0.25 | 450 | wizard labyrinth kingdom clockwork
  Garage Rock | 0.8 | 1968 | 0.08 | 165 | garage switchblade fuzz jukebox
Metal: blood iron throne raven grave plague serpent torment skull vengeance crypt legion furnace scar
  Metal | 0.95 | 1988 | 0.06 | 285 | anvil warlord blade beast
  Industrial | 0.86 | 1993 | 0.3 | 270 | piston rust assembly wire
  Gothic | 0.5 | 1989 | 0.1 | 290 | chapel candle veil widow
  Darkwave | 0.52 | 1986 | 0.15 | 260 | cemetery eyeliner statue winter
  Noise | 0.82 | 2002 | 0.85 | 250 | shriek rupture tinnitus wreck
Pop: baby sugar kiss radio sparkle diamond summertime crush mirror telephone lipstick holiday candy sunshine
  Synth-pop | 0.66 | 1984 | 0.08 | 225 | video plastic tokyo hologram
  Disco | 0.8 | 1978 | 0.12 | 290 | mirrorball boogie saturday glitter
  Pop Rock | 0.62 | 1999 | 0.03 | 215 | rooftop teenage driveway fireworks
  Soft Rock | 0.35 | 1977 | 0.05 | 240 | sailing breeze letter armchair
  New Wave | 0.68 | 1982 | 0.08 | 215 | umbrella tourist elevator newspaper
  Easy Listening | 0.2 | 1965 | 0.5 | 180 | orchid moonglow boulevard serenade
Hip Hop: hustle block mic rhyme paper corner crown crew verse cash sneakers cypher respect city-kid
  Rap | 0.74 | 1997 | 0.02 | 235 | bars flow chain haters
  Breaks | 0.78 | 1990 | 0.5 | 260 | turntable crates scratch breakdance
  Lo-Fi | 0.22 | 2016 | 0.8 | 140 | homework cassette ramen raindrop
  Spoken Word | 0.25 | 2000 | 0.02 | 200 | page witness sermon poem
  Bass Music | 0.84 | 2013 | 0.35 | 215 | subwoofer trap trunk ignition
Jazz: avenue saxophone trumpet smoky blue-note taxi bourbon swingin rooster brass club ivory bebop stroll
  Acid Jazz | 0.55 | 1994 | 0.35 | 300 | rhodes flute scarf brixton
  Fusion | 0.62 | 1976 | 0.8 | 360 | odyssey tabla solar volcano
  Future Jazz | 0.48 | 2009 | 0.6 | 310 | android-blues skyline transit prism
  Swing | 0.6 | 1962 | 0.3 | 175 | ballroom bandstand tuxedo jitterbug
  Free Improvisation | 0.45 | 1971 | 0.97 | 420 | splinter accident gesture outburst
Classical: cathedral-bell nightingale sonata marble garden angel swan elegy winter-song meadow chalice hymn violin silence
  Orchestral | 0.45 | 1972 | 0.9 | 380 | empire fanfare voyage armada
  Modern Classical | 0.22 | 2012 | 0.92 | 250 | pale parlour snowdrift handwriting
  Piano | 0.15 | 2010 | 0.96 | 210 | keys nocturne windowpane teacup
  Avantgarde | 0.4 | 1969 | 0.8 | 420 | geometry cage silence-machine torn
  New Age | 0.1 | 1990 | 0.85 | 330 | crystal lotus dolphin temple
Funk / Soul: brother sister soulful sunday preacher sweat honey strut backbeat glory jam gospel hips freedom
  Funk | 0.78 | 1975 | 0.2 | 260 | slap mothership platform funky
  Soul | 0.45 | 1970 | 0.04 | 205 | darling tears altar begging
  Reggae | 0.42 | 1980 | 0.12 | 240 | babylon island lion irie
  Dub | 0.35 | 1983 | 0.75 | 285 | echo-chamber riddim bassline herb
  Ska | 0.85 | 1981 | 0.12 | 180 | rudeboy skank checkerboard trombone
Folk: river willow mother barn harvest fiddle lantern-light shepherd sparrow plough orchard creek homestead fire
  Folk | 0.28 | 1967 | 0.1 | 205 | mountain miller maiden valley
  Folk Rock | 0.48 | 1972 | 0.05 | 230 | caravan tambourine border prairie
  Acoustic | 0.3 | 2009 | 0.15 | 210 | porch blanket campfire postcard
  Traditional | 0.4 | 1964 | 0.35 | 190 | clan harbour tinker gallows
  Ballad | 0.18 | 1985 | 0.02 | 255 | farewell promise grave-side rose
`;

/** Every genre with its styles, always in the same order. */
export const GENRES: readonly Genre[] = parseGenres(TABLE);

/** Every style of every genre. */
export const STYLES: readonly Style[] = GENRES.flatMap(({ styles }) => styles);

function parseGenres(table: string): Genre[] {
  const genres: Genre[] = [];
  let styles = 0;
  for (const line of table.trim().split("\n")) {
    if (!line.startsWith(" ")) {
      const [name = "", words = ""] = line.split(": ");
      genres.push({ index: genres.length, name, words: words.split(" "), styles: [] });
      continue;
    }
    const [name = "", energy, peakYear, instrumental, seconds, words = ""] = line.trim().split(" | ");
    const genre = genres.at(-1) as Genre;
    genre.styles.push({
      index: styles++,
      name,
      genre,
      energy: Number(energy),
      peakYear: Number(peakYear),
      instrumental: Number(instrumental),
      seconds: Number(seconds),
      words: words.split(" "),
    });
  }
  return genres;
}
