import { lines } from "./lines.ts";

/** What people do, as it follows "is" or "for"; none of it is about music. */
export const PASTIMES = lines(`
  peeling oranges
  watching ferries
  pruning roses
  polishing spoons
  counting swallows
  feeding pigeons
  repairing bicycles
  learning Portuguese
  knitting mittens
  chasing geese
  stacking firewood
  collecting stamps
  drying lavender
  brewing cider
  sketching chimneys
  mending nets
  baking pretzels
  folding napkins
  sorting buttons
  planting garlic
  juggling lemons
  sharpening pencils
  writing postcards
  rehearsing speeches
  building kites
  cutting hedges
  painting fences
  raking gravel
  pickling beetroot
  training hamsters
  adopting kittens
  restoring typewriters
  photographing doorways
  carving pumpkins
  varnishing chairs
  inventing recipes
  testing hammocks
  naming clouds
  solving crosswords
  assembling wardrobes
  hunting mushrooms
  measuring curtains
  studying anatomy
  translating poems
  tuning carburettors
  glazing pottery
  packing suitcases
  ironing tablecloths
  frying dumplings
  shelling peas
  hiding Christmas presents
  climbing ladders
  cataloguing beetles
  arranging tulips
  plaiting onions
  sewing costumes
  debugging printers
  moving pianos upstairs
  tasting olives
  wrapping parcels
  hanging wallpaper
  cleaning aquariums
  decorating cupcakes
  grinding pepper
  unclogging drains
  growing tomatoes
  rowing upstream
  avoiding relatives
  forging signatures
  sorting receipts
  fixing umbrellas
  doing taxes
  steaming windows open
  practising handstands
  moving furniture
  weaving baskets
  combing alpacas
  rolling sushi
  flying drones badly
  picking blackberries
  reading horoscopes
  chopping parsley
  darning socks
  flattening cardboard
  bottling honey
  visiting lighthouses
  balancing ledgers
  comparing mattresses
  arguing politely
  memorising capitals
  washing lettuce
  scraping candles
  befriending magpies
  scrubbing barbecues
  waxing surfboards
  editing footnotes
  proofreading menus
  soaking lentils
  guessing passwords
  hosting strangers
  whittling walking sticks
  trimming bonsai
  crossing puddles
  grading essays
  queueing for stamps
  sampling marmalade
  patching tents
  herding toddlers
  roasting chestnuts
  spotting submarines
  rescuing houseplants
  waiting for plumbers
  staring out of trams
  borrowing sugar
  losing gloves
  catching colds
  burning toast
  misplacing spectacles
`);

/** Who is around a listener. */
export const PEOPLE = lines(`
  my cousin
  my flatmate
  our lodger
  the plumber
  my aunt
  grandma
  my dentist
  our landlord
  the postman
  my twin sister
  my brother-in-law
  our babysitter
  the baker downstairs
  my trainee
  a colleague
  my roommate
  the caretaker
  our intern
  my uncle
  the electrician
  my godson
  our accountant
  my niece
  the neighbour upstairs
  my stepfather
  somebody across the street
  the lady at number nine
  the barista
  our librarian
  my nephew
  the gardener
  dad
  mum
  my girlfriend
  my husband
  my wife
  my boyfriend
  the teenager next door
  our new manager
  my old professor
  the night nurse
  an ex of mine
  my hairdresser
  our goalkeeper
  the mayor
  my tutor
  a friend from Bergen
  my penfriend in Osaka
  the vet
  our tenant
  the locksmith
  my best mate
  everyone at reception
  half my department
  the whole ground floor
`);

/** What ties a person to a pastime. */
export const TIES = lines(`
  is
  is busy
  can't stop
  swears by
  gave up
  started
  insists on
  dreams of
  is terrible at
  took up
  pays me for
  blames me for
  recommends
  postponed
  prefers
  got bored of
  is proud of
  was caught
  talks about nothing but
  considers
  regrets
  spent April
  broke a wrist
  won a prize for
  quit
  suggests
  gets paid for
  keeps
`);

/** Where or since when; {pastime}s end in it now and then. */
export const CIRCUMSTANCES = lines(`
  since breakfast
  beside the kettle
  before the ferry leaves
  in pyjamas
  behind the garage
  under protest
  on the balcony
  with one hand
  against doctor's orders
  as we speak
  until supper
  in the attic
  without asking anybody
  for charity
  at the bus stop
  between meetings
  despite the forecast
  over the weekend
  wearing a raincoat
  near the fountain
  by candlelight
  on principle
  with great dignity
  down in the cellar
  instead of sleeping
  twice a week
  in broad daylight
  outside my window
  because Tuesday
  with mixed results
  all through March
  for no reason
  on the kitchen table
  next to the boiler
  across the hallway
`);
