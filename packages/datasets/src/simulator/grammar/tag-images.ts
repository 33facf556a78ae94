import { lines } from "./lines.ts";

// tag | what a listener says who means it without naming it
const TABLE = lines(`
  Ambient | something that drifts; music that just holds me; let me float; like lying in warm water; let me sink slowly
  IDM | with a bit of brain tickle; something with crooked beats; clever little machines
  Experimental | surprise me; get weird on me; the stranger the better; something a bit white coat and goggles
  Techno | a beat that keeps walking; something that hammers; a straight kick drum please
  Minimal | lean and clicky; music of few notes; nothing showy; one steady idea; as little as possible
  Indie | a band in a small room; something homemade; guitars and a bit of heart
  Downtempo | in no hurry whatsoever; slow beats; let it lean back
  Instrumental | nobody talking please; just the tune; I don't want to hear a single word
  Electro | something wired; sparks flying; robot funk
  Trip Hop | slow and smoky; smoke it up a bit; head-nod beats; lovely and murky
  Tech House | something clicky that still swings; for a tiny dance floor
  Folk | a fiddle or a banjo wouldn't hurt; songs for a campfire; strings and wood
  Chiptune | like an old games console waking up; I want to feel like an arcade machine; bleeps please; as if it came from a handheld
  House | something with a proper groove; four to the floor; let it shake the sofa
  Post Rock | slow-building and wide; a band taking its time; very wide-screen
  Synth-pop | that neon sort of sound; glossy keyboards; like a mirror ball and too much perfume
  Glitch | like a clever toy coming apart; errors and all; something that crackles
  Rap | somebody on the mic; bars please; words with a beat under them
  Acoustic | wood and strings; no plugs please; just hands on a guitar
  Drum & Bass | drums at running speed; something that rattles the shelves; quick drums
  Trance | hands in the air; eyes closed; something that lifts
  Pop Rock | a chorus I can hum; guitars with a chorus; something to sing along to
  Disco | mirror ball on; something for glitter shoes; strings and a strut
  Abstract | a bit fragile; hard to explain; shapes more than tunes
  Dubstep | a wobble in the floor; heavy low end; something that shakes the mirror
  Orchestral | a big hall please; strings and brass; curtains up
  Dark | lights off; shadows in every corner; the gloomier the better
  Deep House | deep and warm; late and low lit; something that purrs
  Live | I like hearing the room around a band; with some applause; as if I stood in front of the stage
  Funk | something with bounce; a bass that struts; get the hips going
  Breakbeat | drums that stumble; chopped drums; a beat with elbows
  Industrial | cold and mechanical; like a factory at night; steam and steel
  Vocal | just let somebody sing; a human voice please; I'd like to hear somebody sing
  Exotic | from far away; take me travelling; spices and all
  Punk | short and rude; three chords; a bit of spit in it
  Dub | lots of echo; sunshine and echo; bass and smoke
  Metal | the sort of thing that rattles cupboards; let it roar; loud guitars crashing
  Piano | just keys; black and white keys please; someone alone at the keys
  Breakcore | very fast and broken; chopped to bits; drums gone mad
  Acid | make it squelch; something that bubbles; that rubbery squelch
  Hard Rock | big riffs; guitars turned up; something to raise a fist to
  Lo-Fi | rough edges; a bit of dust on the tape; scratchy
  Shoegaze | a haze of guitars; something foggy; walls of guitar
  Modern Classical | something for a concert hall of today; strings with some air
  New Wave | something angular from the black lipstick shelf; jerky and cool
  Movie | something to run over the opening; for the big scene; like a scene from a film
  Field recording | with real life in it; birds or rain behind it; a microphone left outside
  Drone | something that doesn't move at all; one long tone; nothing that changes
  Jungle | drums tumbling over each other; a chase through the undergrowth
  Swing | like an old ballroom; snap your fingers
  Noise | scrape my ears; something ugly
  Reggae | off-beat and sunny; in flip-flops
`);

/** Ways to ask for a tag without naming it. */
export const TAG_IMAGES: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.map((line) => {
    const [tag = "", images = ""] = line.split(" | ");
    return [tag, images.split("; ")];
  }),
);
