import { lines } from "./lines.ts";

/** Said of a track that was liked. */
export const PLEASED = lines(`
  Lovely
  Lovely, exactly what I meant
  Perfect
  Perfect opener
  Nice
  Nice one
  Good
  Good, good
  Good call
  Great
  Great stuff
  Great pick
  Super
  Oh, I like this
  Oh, that drifts beautifully
  Ooh, yes
  Ooh, I like this very much
  Yes
  Yes, exactly
  Yes, like this
  Yes, stay right there
  Yesss
  Omg perfect
  Love it
  Loved that
  I love it
  I like very much
  I like it a lot
  I enjoyed that
  Really enjoyed that
  That's the one
  That's the stuff
  That's more like it
  That's it
  That hit the spot
  That works
  That'll work
  That'll do nicely
  That has the right feel
  Exactly the tone I was after
  Exactly that
  You read my mind
  You're good at this
  You actually had one
  Now we're talking
  Right up my alley
  Straight onto my list
  New favourite
  My new favourite
  A true gift
  What a find
  Oh, that's a find
  Gorgeous
  Beautiful
  Wonderful
  Splendid
  Excellent
  Brilliant
  Brilliant choice
  Charming
  Adorable
  Very good
  Very nice indeed
  Decent
  Solid
  Not bad at all
  Cool
  Cool, keep going
  Dope
  Fire
  Sick
  Smooth
  Spot on
  Sweet
  Tasty
  Superb
  Mmm, warm
  Mm nice
  Haha yes
  Ha, perfect
  Ha, I like that
  Lol perfect
  Okay, I'm listening
  Okay, that was good
  Ok that was great
  Ok this is the one
  Well found
  Well picked
  So good
  So pretty
  Wow
  Wow, thank you
  Thank you, that was right
  Interesting
  Interesting, go on
  How odd and charming
  Weird but fun
  Weird in the best way
  Strange, good
  Took me somewhere else
  I could listen to that all day
  That made my day
  That one can stay
  That one is a keeper
  More like that
  Keep going like this
  You got it
  My feet agree with it
  I can live with that
  Fine stuff
  Point taken
  Consider me curious
  Half converted
  I rest my case
  That settled me straight away
  That had a nice rough grain to it
  That turned a lot of corners, and I liked it
  Tasty, more of that sort
  Neat
  Noted
  Ooh, that was lush
  Mighty fine
  Hell yeah
  Whoa, now that's the ticket
  Aww, that fits so well
  You're far too literal and I love it
  This is exactly it
  Now I'm awake
  I was bobbing along at my desk
  I laughed out loud
  I snorted coffee through my nose
  It worked, finally
  I had to turn it up
  My neighbour knocked to ask the name
  Somebody asked me who that was
  The room likes it
  Everybody here is nodding
  I'd forgotten music could do that
  Send me the name later
  Good ear
  Respect
  Bravo
  A fine choice
  Graceful indeed
  Properly strange, bravo
  Good errors, if errors they were
  Not what I expected, but yes
  Okay, you know your shelves
  Better than the last
  Much better
  Much nicer
  Oh yes, exactly human enough
`);

/** Said of a track whose title has a theme; {noun} is the theme. */
export const PLEASED_BY_THEME = lines(`
  You actually found {noun}
  {noun}, just as I hoped
  Ha, {noun} it was
  So there really is {noun}
  I asked for {noun} and got it
  You took me at my word with {noun}
  I can almost see it, {noun} and all
`);

/** Said of a track by what is true of it. */
export const PLEASED_BY = {
  quiet: lines(`
    Almost nodded off, in a good way
    That made my shoulders drop
    It barely lifts its head, I adore that
    So calm
    Deep and slow, just right
    Hushed, just as I like it
    My pulse is down already
    That soft touch is just right
  `),
  loud: lines(`
    My ears are smoking
    That woke me up
    Ok that kicked
    That got me moving
    Great pace
    Awake now, painfully
    The walls shook
    That slaps
  `),
  short: lines(`
    Blink and it was gone
    Gone before I sat down
    Cute, but brief
    So short, I almost missed it
    Over before I knew it
    Short and sweet, I like it
    That was over way too quick
  `),
  long: lines(`
    That flew by
    I could have taken even more of that
    All those minutes passed like three
    What a ride
    Worth the trip
    That carried me quite a way
    I forgot the time
  `),
};

/** Said of a track by its title. */
export const PLEASED_BY_TITLE = lines(`
  {title}, ha, what a name
  {title}, lovely name
  {title}? Great title
  {title} it was, then
  {title} goes on my list
  I'll remember {title}
  Ha, {title}
  {title} did the trick
`);
