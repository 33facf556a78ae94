import { lines } from "./lines.ts";

/** Requests for another track of the same release. */
export const RELEASE_REQUESTS = lines(`
  Another one from the same album{asides}.
  Another from the same record{asides}, please.
  One more off that album{asides}.
  One more from that record{asides}, please.
  Same album{asides}.
  Same album again{asides}, please.
  Same record{asides}.
  Same record, please{asides}.
  Same release{asides}.
  Stay on that album{asides}.
  Stay on that record, please{asides}.
  Stay with that album{asides}, please.
  More from that album{asides}.
  More from the same record{asides}.
  Is there more on that album{asides}?
  Is there another one on that release{asides}?
  Anything else from that album{asides}?
  What else is on that record{asides}?
  Got another off the same release{asides}?
  From the same album{asides}.
  From the same record, please{asides}.
  Could I have another from that album{asides}?
  I'd take another from that release{asides}.
  Let's stay on that record{asides}.
  Keep that album on{asides}.
  Does that record have another one{asides}?
  Does that album have more to give{asides}?
  Leave that record running{asides}.
  Something else off that album{asides}.
  Give us another off it{asides}.
  Go on with that same album{asides}.
  Anything from that very release{asides}?
  I want more of that album{asides}.
  You may continue with that album{asides}.
  Don't leave that album yet{asides}.
  That album deserves a second visit{asides}.
  Dig deeper into that record{asides}.
  Back to that album{asides}.
  Which other piece is on that release{asides}?
  Flip that record over{asides}.
  Surely that album holds another{asides}?
  Next stop on the same release{asides}.
  Pick again from that record{asides}.
  Its neighbour on that album{asides}.
  Carry on through the same album{asides}.
  That release again, if you would{asides}.
`);

/** The same where the release has several artists, or calls itself an EP. */
export const COMPILATION_REQUESTS = lines(`
  Same compilation{asides}.
  Same compilation again, please{asides}.
  Another from that compilation{asides}.
  One more off that compilation{asides}.
  What else is on that compilation{asides}?
  Who else is on that compilation{asides}?
  Stay on that compilation{asides}.
  From the same collection{asides}, please.
  Another one off that collection{asides}?
  Is there more on that sampler{asides}?
  More from that set{asides}.
`);
export const EP_REQUESTS = lines(`
  Same EP{asides}.
  Same EP, please{asides}.
  Another from that EP{asides}.
  Stay on that EP{asides}.
  What else is on that EP{asides}?
  Anything else on that EP{asides}?
  One more off the same EP{asides}.
`);

/** Requests for another track of the same artist; {who} is "artist" or a word that suits the genre. */
export const ARTIST_REQUESTS = lines(`
  Same {who}{asides}.
  Same {who} again{asides}.
  Same {who}, please{asides}.
  The same {who} again{asides}, please.
  Another one by them{asides}.
  Another one of theirs{asides}.
  More of them{asides}.
  More of that {who}{asides}.
  More by the same {who}, please{asides}.
  One more from them{asides}.
  One more by that {who}{asides}.
  Do they have another{asides}?
  Do they have anything else{asides}?
  Does this {who} have something else{asides}?
  What else did they record{asides}?
  Stay with that {who}{asides}.
  Stick with that {who}{asides}, please.
  Keep this {who} on{asides}.
  I'd like to hear more of them{asides}.
  Something else by the same {who}{asides}.
  From the same {who}{asides}.
  Got another by that {who}{asides}?
  Has this {who} made anything else{asides}?
  Let me hear them again{asides}.
  Run another by the same {who}{asides}.
  Who are they? Another one, please{asides}.
  Who's that? More{asides}.
  Who was that? Another, please{asides}.
  What else have they made{asides}?
  Did they ever do another{asides}?
  These people again{asides}.
  Both ears want more of them{asides}.
  I'd like to know them better{asides}.
  I'm curious about this {who}{asides}.
  That {who} can stay{asides}.
  More from this {who}{asides}.
  Encore by the same {who}{asides}.
  Play that {who} again{asides}.
  Can we hear the {who} once more{asides}?
  Dig through what else this {who} has{asides}.
  Another helping of that {who}{asides}.
  Once again this {who}{asides}.
  Same {who}, different piece{asides}.
  Don't change the {who}{asides}.
  Same {who}, go{asides}.
  Surely that {who} has more{asides}?
  Return to this {who}{asides}.
  Did the same {who} do others{asides}?
`);

/** What to call the artist, by genre; true of anybody who makes such music. */
export const ARTIST_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Electronic", ["artist", "artist", "producer", "act", "people"]],
  ["Pop", ["artist", "artist", "act", "people", "musician"]],
  ["Rock", ["band", "artist", "people", "group"]],
  ["Hip Hop", ["artist", "crew", "people", "act"]],
  ["Classical", ["composer", "artist", "musician", "players"]],
  ["World", ["artist", "musician", "people"]],
  ["Jazz", ["artist", "musician", "players"]],
]);
