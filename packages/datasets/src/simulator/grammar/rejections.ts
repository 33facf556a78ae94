import { lines } from "./lines.ts";

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
