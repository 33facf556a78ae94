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
  Been craving {np}{asides}.
  Would {np} be possible{asides}?
  Help me find {np}{asides}.
  Treat me to {np}{asides}.
  Dig out {np}{asides}.
  Tonight calls for {np}{asides}.
  Let's kick off with {np}{asides}.
  Suggest {np}{asides}, would you?
  Hello, could you queue {np}{asides}?
  Evening! {np}{asides}, if you can.
  Hi there, {np} {goal}{asides}.
  Pick {np}{asides}.
  Fetch me {np}{asides}.
  Which {bare} would you choose {goal}{asides}?
  {np} sounds right to begin{asides}.
  Somebody promised me {np}{asides}.
  Dear jukebox, {np}{asides}.
  Can I order {np}{asides}?
  Serve me {np}{asides}.
  Anything {goal}, ideally {np}{asides}?
  Where do I find {np}{asides}?
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
  Would {np} be possible{asides}?
  Pass me {np}{asides}.
  Cue up {np}{asides}.
  Who makes {np}{asides}?
  Tempt me with {np}{asides}.
  Carry on with {np}{asides}.
  Drift over to {np}{asides}.
  Got room for {np}{asides}?
  After that, {np}{asides}.
  Dig up {np}{asides}.
  Now I'm craving {np}{asides}.
  Head towards {np}{asides}.
  Turn the corner into {np}{asides}.
  Where's {np}{asides}?
  Pull out {np}{asides}.
  Treat us to {np}{asides}.
  Queue {np} for us{asides}.
  {np} would round this off{asides}.
  {np} seems in order{asides}.
  {np}, wouldn't you say{asides}?
  Convince me with {np}{asides}.
  Suppose we try {np}{asides}.
  Fancy {np}{asides}?
  Pour me {np}{asides}.
  Spin {np}{asides}.
  Sneak in {np}{asides}.
  I'd trade this for {np}{asides}.
  Jump over to {np}{asides}.
  Serve {np} after it{asides}.
  Onward to {np}{asides}.
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
  Wrap up with {np}{asides}.
  Before I leave, {np}{asides}.
  Curtain call: {np}{asides}.
  Round off with {np}{asides}.
  Send me home with {np}{asides}.
  A farewell with {np}{asides}.
  Let {np} have the final word{asides}.
  And as a parting gift, {np}{asides}.
`);
