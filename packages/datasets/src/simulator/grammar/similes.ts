import { lines } from "./lines.ts";

/** What something good did, before "like …". */
export const EFFECTS = lines(`
  That landed
  That went down
  It felt
  It settled in
  That arrived
  This suits me
  That glowed
  That tasted
  It wrapped around me
  It came in
  That lingers
  It rolled over me
  It fits
  That worked on me
  It sat there
  This sparkles
  That unfolded
  It moved
  That hummed along
  It opened up
  That smelled
  It crept up on me
`);

/** What it was like. */
export const SIMILES = lines(`
  warm bread
  a postcard from Lisbon
  fresh sheets
  melted butter
  a borrowed coat
  cinnamon on porridge
  an unexpected refund
  sherbet
  a cat on a radiator
  polished marble
  peppermint tea
  a hammock in June
  an old photograph
  ginger biscuits
  a well-kept secret
  velvet curtains
  a paper boat
  toffee
  chilled lemonade
  a friendly ghost
  campfire smoke
  a lift that skips floors
  wet asphalt
  apricot jam
  a good haircut
  clean windows
  a library at dusk
  an open parachute
  a stolen afternoon
  honey off the spoon
  gravel under bicycle tyres
  roasted almonds
  a carousel after closing
  pine needles
  a train through tunnels
  frost on a gate
  a birthday in the wrong month
  black coffee
  brand-new slippers
  a kaleidoscope
  starched collars
  a telegram
  saffron
  an empty swimming pool
  a lighthouse beam
  rhubarb crumble
  vinegar on chips
  a magician's sleeve
  mango sorbet
  a tailor-made suit
  a balloon let go
  harbour fog
  sandalwood
  the first strawberry
  an elevator mirror
  a comet
  freshly cut grass
  a window seat
  Sunday laundry
  a drawbridge
  blackcurrant syrup
  a cardigan with elbow patches
  lightning in a jar
  a greenhouse in February
  oysters
  tinfoil stars
  a yawn that spreads
  an umbrella for two
  wild thyme
  a jigsaw with every piece
  cold plums
  a parade around the corner
  an heirloom
  hot gravel
  marzipan
  a rope swing
  snowflakes on eyelashes
  a bakery at dawn
  the inside of a seashell
  a firework over water
`);

/** Words before a reaction: "Gosh, that landed like toffee". */
export const INTERJECTIONS = lines(`
  Gosh
  Blimey
  Crikey
  Ah
  Aha
  Mercy
  Honestly
  Bless you
  Goodness
  Heavens
  Cheers
  Ta
  Yup
  Yep
  Absolutely
  Indeed
  Hurrah
  Phew
  Hooray
  Marvellous
  Delightful
  Terrific
  Stunning
  Magnificent
  Grand
  Top marks
  Bingo
  Jackpot
  Bullseye
  Hats off
  Sold
  Amen
  Agreed
  Chef's kiss
  Thumbs up
  Wicked
  Ace
  Golly
  Oof
  Yum
`);
