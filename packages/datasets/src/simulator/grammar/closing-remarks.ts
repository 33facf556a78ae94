import { lines } from "./lines.ts";

/** What a response closes with; {pastime} is what somebody may be doing, {simile} what something can be like. */
export const CLOSING_REMARKS = lines(`
  It pairs well with {pastime}.
  I'd save it for {pastime}.
  Ideal for {pastime}, if you ask me.
  Some people play it while {pastime}.
  Recommended for anyone {pastime}.
  Careful when {pastime}.
  Beats {pastime}.
  You could be {pastime} to this.
  Picture {person} {pastime}.
  Works wonders when {pastime}.
  Rather that than {pastime}.
  I think of {person} {pastime}.
  Should go nicely with {pastime}.
  Imagine {pastime} {circumstance}.
  My advice: try {pastime} {circumstance}.
  Nobody minds if you end up {pastime}.
  Feel free to begin {pastime}.
  Excellent for {pastime} {circumstance}.
  Expect something like {simile}.
  Think of {simile}.
  Somewhere between {simile} and {simile}.
  To me it is {simile}.
  Consider it {simile}.
  Comparable to {simile}, perhaps.
  Close your eyes and picture {simile}.
  Best enjoyed {circumstance}.
  Don't blame me if {person} starts {pastime}.
  Play it for {person} as well.
  You'll want to tell {person}.
  Even {person} might approve.
  {pastime} optional.
  Resist {pastime}.
  Postpone {pastime}.
  Forget {pastime} for now.
  Handle it as if {pastime}.
  Suits {person} as much as you.
  Compare {simile}.
  Less {simile}, more {simile}.
  Enough to stop {person} from {pastime}.
  Ask {person} about {pastime}.
  Leave {pastime} to {person}.
  Nothing beats {pastime} {circumstance}.
  Forgive me, I was {pastime}.
`);
