import { lines } from "./lines.ts";

/** Leads that name title and artist; {facts} is one or more facts, {title} may be in quotes. */
export const NAMED_FRAMES = lines(`
  {title} by {artist}: {facts}.
  {title} by {artist}, {facts}.
  {title}, by {artist}: {facts}.
  {artist}'s {title}: {facts}.
  {artist}, then: {title}, {facts}.
  {artist} with {title}, {facts}.
  Then try {title} by {artist}, {facts}.
  Here is {title} by {artist}, {facts}.
  Here's {artist} with {title}: {facts}.
  {artist} has {title} for you, {facts}.
  Take {title} by {artist}: {facts}.
  How about {title} by {artist}? It's {facts}.
  That would be {title} by {artist}, {facts}.
  {title} should do it: {facts}, by {artist}.
  {artist} can help: {title}, {facts}.
  Meet {artist}: {title}, {facts}.
  Let {artist} take over with {title}: {facts}.
  {title} it is, by {artist}, {facts}.
  {artist} made {title}, {facts}.
  {artist} called this one {title}: {facts}.
  You might like {title} by {artist}, {facts}.
  Try {artist}: {title}, {facts}.
  {title} fits that, {facts}, by {artist}.
  Next comes {artist} with {title}, {facts}.
  We can go with {title} by {artist}, {facts}.
  {title} by {artist}. {Facts}.
  {artist}, {title}. {Facts}.
  {artist} wrote {title}, {facts}.
  {artist} recorded {title}: {facts}.
  {artist} offers {title}, {facts}.
  {artist} brings {title}, {facts}.
  {title} ought to fit, {facts}. It's by {artist}.
  Perhaps {title} by {artist}: {facts}.
  {artist} titled it {title}: {facts}.
  Queue {title} by {artist}, {facts}.
  {artist} comes bearing {title}, {facts}.
  Credit goes to {artist} for {title}: {facts}.
  Fresh off the shelf, {title} by {artist}, {facts}.
  My pick is {title} by {artist}: {facts}.
  Say hello to {artist} and {title}, {facts}.
  Trust {artist}: {title}, {facts}.
  Up steps {artist} with {title}, {facts}.
  {artist} answers with {title}, {facts}.
  Allow me {title} by {artist}: {facts}.
  {title}, courtesy of {artist}, {facts}.
`);

/** Leads that name the title only. */
export const TITLE_FRAMES = lines(`
  {title}: {facts}.
  {title}, {facts}.
  Then {title}: {facts}.
  This one is called {title}: {facts}.
  Here is {title}, {facts}.
  Try {title}, {facts}.
  {title} should do, {facts}.
  {title} it is: {facts}.
  There is {title}, {facts}.
  Next up is {title}, {facts}.
  Its name is {title}: {facts}.
  {title} comes next, {facts}.
  That would be {title}, {facts}.
  {title} is the one: {facts}.
  {title}, as it is named: {facts}.
  It's called {title}. {Facts}.
  The title is {title}. {Facts}.
  Hopefully {title} suits you: {facts}.
  Queueing {title}, {facts}.
  My pick is {title}: {facts}.
  Give {title} a spin: {facts}.
  {title} answers that: {facts}.
  I'd go for {title}, {facts}.
  {title} springs to mind, {facts}.
  Allow me {title}: {facts}.
  Enter {title}, {facts}.
`);

/** Leads that name the artist only. */
export const ARTIST_FRAMES = lines(`
  {artist}: {facts}.
  {artist} can do that: {facts}.
  Here's one by {artist}, {facts}.
  {artist} should manage: {facts}.
  This is {artist}: {facts}.
  {artist} takes this one: {facts}.
  {artist} knows how: {facts}.
  One by {artist}, then, {facts}.
  {artist} has just that: {facts}.
  {artist} will do: {facts}.
  {artist} obliges with this: {facts}.
  {artist} plays this one: {facts}.
  Something by {artist}: {facts}.
  {artist} steps in: {facts}.
  Over to {artist}: {facts}.
  Trust {artist}: {facts}.
  My pick is by {artist}: {facts}.
  {artist} answers: {facts}.
`);

/** Leads that name nothing. */
export const NAMELESS_FRAMES = lines(`
  {facts}.
  {facts}.
  {facts}, then.
  Here you go: {facts}.
  This one is {facts}.
  Then this: {facts}.
  As asked: {facts}.
  As ordered: {facts}.
  Here's one: {facts}.
  This should fit: {facts}.
  Coming up: {facts}.
  There is one: {facts}.
  I have just that: {facts}.
  That can be done: {facts}.
  It exists: {facts}.
  Try this: {facts}.
  Here comes {facts}.
  You get {facts}.
  This gives you {facts}.
  Have {facts}.
  Precisely that: {facts}.
  Covered: {facts}.
  It seems to fit: {facts}.
  Let this one play: {facts}.
  Found something: {facts}.
  My suggestion: {facts}.
  Pulled from the shelf: {facts}.
  Cue {facts}.
  Served: {facts}.
  What about this: {facts}.
  One candidate: {facts}.
  Brought you {facts}.
  Settle in for {facts}.
  Look what turned up: {facts}.
  On the platter: {facts}.
  Delivered: {facts}.
`);

/** A word before the answer. */
export const OPENERS = lines(`
  Sure.
  Of course.
  Done.
  Gladly.
  Easy.
  Easily done.
  Understood.
  No problem.
  Coming right up.
  Here we go.
  Right away.
  With pleasure.
  Good choice.
  Say no more.
  I have one.
  There is.
  Let's see.
  Here it comes.
  Noted.
  Happily.
  Certainly.
  Absolutely.
  My pleasure.
  Found it.
  Splendid idea.
  Challenge accepted.
  On it.
  As you wish.
  Aye.
  Let me think.
  Lucky you.
  Granted.
`);

/** A word before the answer to a listener who turned something down. */
export const CONSOLATIONS = lines(`
  No worries.
  No trouble at all.
  Skipped.
  Consider it skipped.
  Fair enough.
  Understood.
  Let's try again.
  Another way, then.
  Sorry about that.
  Point taken.
  Moving on.
  No problem.
  All right, something else.
  Gone.
`);

/** How the energy is put, as a fact among others. */
export const ENERGY_FACTS = {
  1: lines(`
    low in energy
    very quiet
    calm all the way
    as soft as they come
    at low energy
    gentle throughout
    quiet enough for anybody
    with the energy turned right down
    barely above a whisper
    soft and unhurried
    at the lowest energy
    hushed
    very relaxed
  `),
  2: lines(`
    at medium energy
    mid-energy
    with a steady pulse
    at walking energy
    in a steady middle gear
    neither sleepy nor wild
    with some drive but no rush
    moderate in energy
    at a comfortable stride
    at mid energy
    ambling rather than racing
    nodding along evenly
    middling in energy
    at an even simmer
    cruising, not sprinting
    energetic enough, never frantic
    on an even keel
  `),
  3: lines(`
    at full energy
    high in energy
    at top energy
    flat out
    at full tilt
    with the energy all the way up
    at full power
    loud and lively
    with no let-up
    with the energy at maximum
  `),
} as const;

export const ENERGY_CHANGE_FACTS = {
  up: [
    "livelier than the last",
    "up a notch in energy",
    "a step up in energy",
    "with more energy",
    "a notch livelier",
  ],
  down: [
    "calmer than the last",
    "a step lower in energy",
    "down a notch",
    "quieter than the last",
    "with less energy",
  ],
  same: [
    "just as lively as the last",
    "at the same energy",
    "every bit as lively or as quiet",
    "with the energy where it was",
  ],
} as const;

/** That a title has what was asked of it. */
export const THEME_FACTS = lines(`
  with {noun} in the title
  and there's {noun} in the title
  {noun} included, going by the title
  and the title has {noun} in it
  with {noun} right there in the name
  {noun} and all, by its title
  its title mentions {noun}
  the name gives you {noun}
  {noun} spelled out in the title
  titled with {noun} in mind
  its name delivers {noun}
  the title brings {noun}
`);
