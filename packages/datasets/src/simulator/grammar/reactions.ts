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

/** How a track is turned down. */
export const REJECTIONS = lines(`
  No, skip
  No, skip this one
  Nah, skip
  Nah skip that one
  Nope
  Nope, skip
  Nope, next
  Hmm, no
  Hmm, not that one
  Hm, not quite
  No, sorry
  Sorry, no
  Sorry, next please
  Skip
  Skip, please
  Skip it
  Not that one
  Not quite
  Not this one
  Not for me
  No thanks
  Thanks, but no
  Meh
  Eh, no
  Nah
  No, change it please
  Move along
  Next, please
`);

/** Why, whatever the track is like. */
export const REJECTION_REASONS = lines(`
  not feeling it
  it's not my thing
  it doesn't fit
  too clean for me
  too polished for me
  it left me cold
  that one lost me
  I wasn't into that one
  it's wrong for the mood
  I can't get into it
  too busy for me at this hour
  not my taste, sorry
  it broke the spell
  it's a bit much
  it wandered off without me
  it isn't what I meant
  it just isn't me
  I wanted something else
`);

/** Why, by what is true of the track that is turned down. */
export const REJECTION_REASONS_BY = {
  quiet: lines(`
    too sleepy for me
    it nearly put me to sleep
    too tame
    that's far too quiet
    I need something more awake
  `),
  loud: lines(`
    too loud for me
    too wild for me right now
    my head hurts
    too much at once
    too rough, even for me
  `),
  long: lines(`
    it just goes on
    that one drags
    too long
    it goes on too long
    my attention span died in there
  `),
  short: lines(`
    over way too fast
    it ended before I was in it
    too short
    that was over before it began
  `),
};
