import { lines } from "./lines.ts";

/** Requests that open a conversation; {np} is what is wanted, {asides} is empty or begins with a comma. */
export const OPENING_REQUESTS = lines(`
  I'd like {np}{asides}.
  I'd like {np}{asides}, please.
  I need {np}{asides}.
  I want {np}{asides}.
  Looking for {np}{asides}.
  Give me {np}{asides}.
  Do you have {np}{asides}?
  Have you got {np}{asides}?
  Could you find me {np}{asides}?
  Could I have {np}{asides}?
  Can you play {np}{asides}?
  Play me {np}{asides}.
  {np}{asides}, please.
  {np} please{asides}.
  {np}{asides}.
  I'm after {np}{asides}.
  I'm in the mood for {np}{asides}.
  I fancy {np}{asides}.
  Let's start with {np}{asides}.
  Start me off with {np}{asides}.
  Open with {np}{asides}, please.
  Begin with {np}{asides}.
  First thing: {np}{asides}.
  How about {np}{asides} to begin with?
  Got {np}{asides}?
  Got any {bare}{asides}?
  Any {bare}{asides}?
  Put on {np}{asides}.
  What have you got in the way of {np}{asides}?
  I could use {np}{asides}.
  What I want now is {np}{asides}.
  Time for {np}{asides}.
  Need {np}{asides}.
  Surprise me with {np}{asides}.
  Would you play {np}{asides}?
  I require {np}{asides}, please.
  Is there {np}{asides}?
  I was hoping for {np}{asides}.
  I search for {np}{asides}, please.
  Hit me with {np}{asides}.
  {np} {goal}{asides}, please.
  {np} {goal}{asides}.
  I need {np} {goal}{asides}.
  Do you have {np} {goal}{asides}?
  Looking for {np} {goal}{asides}.
  Got anything {goal}? {np}{asides}.
  What would you play {goal}? I'd like {np}{asides}.
  I'd love {np}{asides}.
  Lemme get {np}{asides}.
  {np} would do me good{asides}.
  {np} is what I'm after{asides}.
  My request: {np}{asides}.
  Point me to {np}{asides}.
  Is there such a thing as {np}{asides}?
  Nothing but {bare}{asides}.
  Set me up with {np}{asides}.
  Take me into {np}{asides}.
  Recommend me {np}{asides}.
  I can't do without {np} today{asides}.
`);

/** Requests in the course of a conversation. */
export const NEXT_REQUESTS = lines(`
  Now {np}{asides}.
  Now {np}{asides}, please.
  Now I want {np}{asides}.
  Now I'd like {np}{asides}.
  Next, {np}{asides}.
  {np} next{asides}.
  {np} next, please{asides}.
  {np}{asides}.
  {np}{asides}, please.
  {np} now{asides}.
  Could I have {np} now{asides}?
  Could we have {np} next{asides}?
  How about {np}{asides}?
  What about {np}{asides}?
  Let's have {np}{asides}.
  Let's try {np}{asides}.
  Let me hear {np}{asides}.
  Give me {np}{asides}.
  Got {np}{asides}?
  Do you have {np}{asides}?
  Have you got {np}{asides}?
  Is there {np}{asides}?
  I'd like {np} next{asides}.
  I could take {np} now{asides}.
  I feel like {np}{asides}.
  Time for {np}{asides}.
  Take me to {np}{asides}.
  Make it {np}{asides}.
  Move on to {np}{asides}.
  Ok now {np}{asides}.
  Okay, {np}{asides}.
  Right, {np}{asides}.
  Then {np}{asides}.
  Hit me with {np}{asides}.
  Can you do {np}{asides}?
  Could you find {np}{asides}?
  Let's go for {np}{asides}.
  I'd rather hear {np} now{asides}.
  Maybe {np}{asides}.
  Perhaps {np}{asides}.
  I need {np}{asides}.
  Throw in {np}{asides}.
  Bring on {np}{asides}.
  Find me {np}{asides}.
  Change of scene: {np}{asides}.
  For a change, {np}{asides}.
  Could you do {np}{asides}?
  Can we try {np}{asides}?
  Can we lean toward {np}{asides}?
  Does {np} exist{asides}?
  I'm ready for {np}{asides}.
  I wouldn't mind {np}{asides}.
  I wonder about {np}{asides}.
  I'd happily take {np}{asides}.
  Let's widen the view: {np}{asides}.
  Let's switch to {np}{asides}.
  Put on {np} for me{asides}.
  Steer me toward {np}{asides}.
  Slip in {np}{asides}.
  Surely there's {np}{asides}?
  Same mood, but {np}{asides}.
  Keep going, {np}{asides}.
  Any chance of {np}{asides}?
  Anything like {np}{asides}?
  Follow that with {np}{asides}.
  And now for {np}{asides}.
  And {np}{asides}?
  What I need next is {np}{asides}.
  Strike up {np}{asides}.
  Swap that for {np}{asides}.
  My ears want {np}{asides}.
`);

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
`);

/** Requests for the last track. */
export const CLOSING_REQUESTS = lines(`
  Last one: {np}{asides}.
  One last {bare}{asides}.
  Finish with {np}{asides}.
  To finish, {np}{asides}.
  Finally, {np}{asides}.
  End on {np}{asides}, please.
  Let's end on {np}{asides}.
  Close with {np}{asides}.
  Finish me off with {np}{asides}.
  For the end, {np}{asides}.
  To close, {np}{asides}, please.
  Give me {np} to finish on{asides}.
  Last one, {np}{asides}.
  See me off with {np}{asides}.
  One more, {np}{asides}, then I'm gone.
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
