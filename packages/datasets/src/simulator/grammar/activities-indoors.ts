import { lines } from "./lines.ts";

/** What listeners do at home and at work; see `activities.ts` for the format. */
export const INDOOR_ACTIVITIES = lines(`
  # studying 1 2
  goal: for an evening of studying | to revise for an exam to | for a night of exam revision
  open: I'm studying for my exam | Studying all evening | Exam on Monday, books everywhere | Revising for a big exam tonight | I have three chapters to learn tonight
  mid: Chapter one is done | My brain is soup | I've learned half of it | Ok starting the horrible chapter now | Flash cards next | I'm still awake, somehow | My roommate won't stop talking
  end: Books closed | That was the last chapter | One more page and then I sleep, I swear | Last one before bed
  quip: Good luck with the exam. | Back to your notes. | That should cover a chapter. | Turn the page. | It won't fight with your notes. | Good luck with that chapter.
  # coding 1 2 3
  goal: to code through the night to | for a long debugging session | for a late coding night
  open: I am coding all this night | Hunting a bug since noon | Long coding session ahead | I've got a release to ship tonight | Debugging again
  mid: My code does not compile | Bug found, now the tests | My bug is going nowhere | Tests are green | Build is running | Only forty warnings left | The compiler hates me
  end: It works, finally | Pushed and merged | Last commit of the night | Done, I'm going to bed
  quip: May it compile. | Happy typing. | Push quickly. | Mind the semicolons. | Enough for one build. | Good luck with the bug.
  # writing 1 2
  goal: to write a chapter to | for writing letters by the window | for a novelist at work
  open: I'm writing a novel | I have a long letter to write | I write crime fiction and tonight is the big chapter | Writing all day | My chapter is stuck
  mid: I have half a page now | My heroine has just left the house | The scene moves to the harbour now | I wrote two pages on that | My detective finds a clue now | I've reached a shorter chapter
  end: Signed and sealed | That was the last line | The chapter is finished | Time to close the notebook
  quip: It leaves your sentences alone. | May the ink flow. | Good for a page or two. | Curtain. | Write on. | Mind the adjectives.
  # painting 1 2
  goal: to paint by | for a painter at work | for an afternoon of drawing
  open: I'm painting at the kitchen table | I paint watercolours on Sunday mornings | Drawing comics today | Give me a soundtrack for sketching | Brushes out, canvas ready
  mid: The blue is drying | A whole page pencilled | My sky came out nicely | I'm on a roll with this page | The next panel is a tiny theatre | I've got paint on my nose now
  end: Finished the drawing | Brushes washed | One last corner to fill | Time to hang it up
  quip: Mind the wet paint. | Rinse the brush meanwhile. | Good for mixing your blues. | Ready, pose, draw. | Leave a corner white. | It sits nicely behind the brushes.
  # decorating 2 3
  goal: for painting a hallway | for a day of redecorating
  open: Painting the hallway today | Wallpaper is coming off today | I'm assembling shelves all afternoon | New flat, white walls, big brush
  mid: Second coat now | The ladder wobbles but I'm fine | One wall down, three to go | The shelf is crooked but it stands | Half the ceiling is done
  end: Final wall | Brush is clean, arms are dead | Last screw is in | Time to admire it
  quip: Mind the ladder. | Your ceiling won't mind. | Good for a second coat. | Keep a rag handy. | It should carry you up the ladder.
  # cleaning 2 3
  goal: for a day of cleaning | to get the flat tidy to | for doing the dishes
  open: Saturday is cleaning day | Cleaning the whole flat today | Beats to wash dishes to | I've got a mountain of dishes | Vacuum is out, windows are open
  mid: The floor is swept | Glasses done, pots next | Bathroom now, wish me luck | The bathroom mirror next | The kitchen shines | I found a sock behind the sofa
  end: Last room | Everything shines | The bin is out and so am I | That was the last plate
  quip: Scrub on. | Mind the wet floor. | Dry your hands. | That should cover the kitchen, too. | Shine the glass until it winks. | Good for one frying pan.
  # cooking 2 3
  goal: for cooking dinner | for a long evening in the kitchen | to bake bread to
  open: Cooking for six tonight | Bread in the oven, flour everywhere | I'm chopping onions | Dinner won't cook itself | Making a proper curry from scratch
  mid: The sauce simmers | The dough is rising | Something is burning in the oven | The onions made me cry | Just the rice left | I'm making dessert now
  end: Dinner is served | Last oven load | Plates are on the table | Candles lit, we're eating
  quip: Mind the butter. | Stir in time. | That should save dinner. | Pasta is possible in that time. | Don't burn the onions. | Taste as you go.
  # ironing 1 2
  goal: for ironing a mountain of shirts | for a pile of laundry
  open: Forty shirts to iron | The laundry pile is taller than me | I've got a basket of shirts and an iron | Folding laundry all evening
  mid: Four done, one slightly singed | Now the sheets | I've run out of hangers | The collar is crisp | One sock has no partner
  end: Last shirt | The pile is gone | Iron's off | Folded and finished
  quip: Mind the collar. | Keep it off the linen. | Steam on. | Good for three shirts. | Check the buttons.
  # spreadsheets 1 2
  goal: to get through spreadsheets | for an office day | for a long working day
  open: I'm stuck in spreadsheets until noon | Got a massive spreadsheet to get through | After a whole day of meetings | Working late at the office | Inbox says four hundred
  mid: Row four hundred | My boss just walked by | Column F is done | The meeting got moved again | Inbox down to fifty | Coffee number three
  end: Final tab | The report is sent | Laptop closed | I'm logging off
  quip: Nobody here is checking your sums. | Enjoy the receipts. | Good luck with column F. | Save your work first. | Back to the numbers. | The office won't notice.
  # reading 1
  goal: for a day of reading | for an afternoon with a book
  open: Reading all day by the window | I need music for reading | A thick book and an armchair | Reading theory, I need something that won't beg for attention
  mid: Chapter two is done | Six pages, I'm flying | I've found a long chapter | The plot thickens | My tea has gone cold
  end: The book is finished | Last pages now | Eyes are closing over the page | I'm putting the bookmark in
  quip: That's about four pages. | Turn the page softly. | It keeps out of the way. | Mind the bookmark. | Good for a chapter.
  # sleeping 1
  goal: to fall asleep to | for a sleepless night | to drift off to
  open: Can't sleep | Can't sleep again | My mind keeps circling | Lying awake, lights off | It's three in the morning and I'm wide awake | Home, in bed, lights off
  mid: That helped a bit | I'm nearly flat on my back | Eyes are closing | Almost gone now | I dozed through half of it, which is a compliment | I think I'm getting drowsy
  end: One last piece and then I'm gone | Almost asleep now | Then lights out, I promise | Last one and then nothing
  quip: Sleep well. | Eyes shut. | Lights off. | Let your shoulders drop. | Lie back. | Sleep well when it ends, or before. | Good night.
  # baby 1
  goal: while a baby sleeps | for a nap with the little one
  open: The baby is finally asleep on my chest | Our baby has just nodded off | Nap time, and I mustn't move | I'm rocking the cradle with one foot
  mid: She didn't stir | She smiled in her sleep at that | He's fast asleep | I can't move anyway | She sighed, that's a good sign
  end: I should sleep as well | Still asleep, so am I nearly | Back in the cot now | One last one before she wakes
  quip: Don't move a muscle. | Fingers crossed. | Keep rocking. | It won't wake anybody. | Rest well. | How's your arm holding up?
  # yoga 1
  goal: for a yoga class | for stretching in the morning | for breathing exercises
  open: Yoga teacher here, building a class | Doing breathing exercises | I make yoga in my living room | Mat rolled out, windows open | Stretching before work
  mid: They're settling in | Good for my arms | I lost my balance | Partner poses now | Breathing slows down | Shoulders are low
  end: Final rest now | Now I lie on the floor | Class is nearly over | Mats rolled up
  quip: Breathe in. | And out again. | Hold the stretch. | Shoulders low, jaw loose. | It should barely ripple the room. | Take your time.
  # party 2 3
  goal: for a house party | for a party among friends | for a night when everybody comes over
  open: Having a few friends over tonight | Party's in an hour and I'm the DJ by accident | I make big party on Saturday | Hosting tonight, people arrive at eight | Guests are coming over
  mid: They're nodding already | The first guests are here | Dance floor is packed | Somebody turned the lights down | My grandma just walked in | Floor's filling up | The neighbours joined us
  end: Everybody's leaving now | Last dance | The last guests are putting their coats on | Time to wrap up
  quip: Mind the neighbours. | The crowd is with you. | Offer her a dance. | Go and pour the drinks. | Turn it up. | That should keep the floor busy.
  # bar 1 2
  goal: for a small bar on a late shift | to warm up a small bar | for an evening in a wine bar
  open: Late shift at the bar and it's nearly empty | Our little wine bar opens at six | Warming up a tiny bar tonight | I pour drinks and pick the music tonight
  mid: First guests are in | A couple just came in | Polished forty glasses already | The staff look sleepy | They ordered another round | Someone at the counter asked who that was
  end: Last orders | Lights down again | Chairs on the tables | Closing up now
  quip: Good for polishing glasses. | Pour slowly. | Nobody has to raise a whisper. | Hold on to your glasses. | They'll order another. | Loosen your collar.
  # gaming 2 3
  goal: for a gaming night | for a long session on the console | for streaming a speedrun
  open: Gaming night | Boys night, four controllers, one tv | Streaming tonight and I need music | Something while the level loads | Squad's online
  mid: Squad just joined | Between rounds now | We lost, rematch | Chat loves it | The outer space level is next | On to level one
  end: Final boss | Last round | Gg, going offline | The boss is nearly down
  quip: Pick your player. | Insert coin. | Seat belts on, captain. | Watch your shields. | Game on. | Save first. | Thumbs ready.
  # tabletop 1 2
  goal: for a tabletop role-playing night | for a game master's table | for a spooky tabletop session
  open: I run a tabletop campaign tonight | Tonight I'm running a fantasy session | Running a horror tabletop session tonight | My players arrive at seven, dice are out
  mid: The players went silent, great sign | They solved the riddle | They're exploring the crypt | Plot twist coming | They're running for the gate | Breather time at the campfire
  end: They survived | The boss is down | Roll the credits | They won, barely
  quip: Roll for initiative. | Dim the lights first. | Let them sweat. | Who's holding the torch? | Hide the dice. | Enter.
  # film 1 2
  goal: to score a short film | for the scenes of a home-made film | for cutting a short film
  open: I'm cutting a short film | Some friends and I are making a short film | I need reference music for a film scene | Editing a skate video all night
  mid: Edit is half done | Scene three takes place in a factory at night | Now the dream sequence | The chase comes next | We show the names one by one now
  end: Edit locked | Roll the credits | Closing titles now | That was the final cut
  quip: Cut on the beat. | Roll the names. | Good for a slow pan. | And action. | It should cut together easily. | Leave room for the dialogue.
  # moving 2
  goal: for packing up a flat | for moving house
  open: Moving house today, boxes everywhere | Packing up my flat | The van comes at six and nothing is packed | I'm packing a suitcase
  mid: I'm wrapping plates | The books weigh a ton | One box left | The suitcase won't shut | We're down to the doors | Found my old diary
  end: The van's here | Everything's in boxes | Keys handed over | Empty room, last look
  quip: Mind the plates. | Tape that box. | Fold along. | Lift with your knees. | All the best in the new place. | Label the boxes.
  # rainy 1
  goal: for a rainy afternoon | for a grey day indoors
  open: Rain on the window, tea going cold | It's raining and I'm not going anywhere | Rain against the window and a blanket | Fog outside and I haven't lit a lamp
  mid: The rain's easing off | The tea's drunk | I'm watching the gutters overflow | The kettle is on again | It's getting dark outside
  end: It's night now | The rain has stopped | Blanket up to the chin | Then I think I'll nap
  quip: Stay under the blanket. | Keep the lamp low. | Watch it run down the glass. | Let it pour. | Put the kettle on.
  # sunday 1 2
  goal: for a slow Sunday | for an idle Sunday at home | for a slow morning
  open: It is Sunday and I am doing nothing whatsoever | Morning, coffee's on, window's open | Slow Sunday, no plans | Lazy Sunday and nobody to please
  mid: I barely blinked | Second coffee poured | I really must water the plants | The cat is asleep on my feet | Toast is ready
  end: Evening already | The slow end of the day | The weekend is over | Back under the covers
  quip: Stay seated. | Refill that mug. | Butter both slices. | No need to get up. | Let an arm dangle.
  # date 1 2
  goal: for cooking with somebody special | for a first date at home
  open: First date at my place tonight | Candles, pasta and somebody I like | We're dancing in the kitchen tonight
  mid: We laughed a lot | The wine is open | They asked who that was | We're on the sofa now
  end: The candles are burning down | They're staying a little longer | Walking them to the tram
  quip: Mind the candle. | Pour another glass. | Don't step on any toes. | Dim the lights. | Good luck.
`);
