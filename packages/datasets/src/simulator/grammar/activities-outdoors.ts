import { lines } from "./lines.ts";

/** What listeners do outside, on the way, and for sport; see `activities.ts` for the format. */
export const OUTDOOR_ACTIVITIES = lines(`
  # running 2 3
  goal: for a run | for a night run | for ten kilometres through the park
  open: Heading out for a run in five | I've got a ten-kilometre run in front of me | Running shoes on | Warming up for a run
  mid: Legs are warm | Halfway | There's a hill coming | Drink break | Made it to the top, phew | My legs hate me
  end: Final two k | Walking home, sweaty and happy | Slowing to a jog now | Cooling down now
  quip: Off you go. | Up you go. | Enjoy the downhill. | Breathe. | Mind the kerb. | Enough for the hill.
  # gym 3 2
  goal: for the gym | for a heavy leg day at the gym | for a hard workout
  open: Gym, leg day | Leg day and I hate it | Gym in five minutes | I've got a spin class to teach in an hour | Weights are loaded
  mid: I'm only just warming up here | Treadmill now | Last set is going to be long | That got me moving | My arms ache, wonderful | Sprint next
  end: Done, dripping all over the floor | Last sprint | Finisher now | Lungs gone
  quip: Load the bar. | Breathe between reps. | Last set, make it count. | Heads down. | Drink some water. | No rest included.
  # walking 1 2
  goal: for the walk home | for a long walk | for a night walk with the dog
  open: Long walk home ahead | Moonlit walk with the dog tonight | I'm walking home across the bridge | Missed the bus, so I walk
  mid: The dog's found something to sniff | I'm crossing the park now | Turning into my street | I can see my breath | He's trotting happily again
  end: We're at the gate | Nearly home | Key's in the door | Home now
  quip: Mind the puddles. | Watch what he's sniffing. | A good long street. | Safe home. | Look up once. | It walks at your pace.
  # driving 2 3
  goal: for a hot drive home | for a long drive | for a night drive
  open: Night drive, windows down, moon out | Driving home through the heat | Six hours of motorway ahead of us | I'm behind the wheel after a double shift | Driving playlist time
  mid: Smooth ride so far | We're stuck in traffic | There's a queue at the toll | Cruising now | My co-driver slept right through it | I'm nearly at the exit
  end: Nearly home and yawning badly | Parking now | Last exit | Engine's off
  quip: Eyes on the road. | Check your mirrors. | Mind the speed limit. | Enough for the next exit. | Signal first. | Keep both hands on the wheel.
  # train 1 2
  goal: for a night train | for a long train ride
  open: I am sitting in night train | Long train ride and an empty seat beside me | My train leaves in two minutes | On the train, window seat
  mid: It was good for the dark | We just crossed the border | Another tunnel | The conductor hummed along | Fields and fields outside
  end: Last one before my station | My stop is coming up | I can see the platform | Bags down, I'm getting off
  quip: Good travels. | Enough for several tunnels. | Enjoy the window. | It should take you up to the platform. | Mind the gap.
  # bus 1 2
  goal: for a long bus ride | for the ride to work
  open: I have a bus ride ahead | Forty minutes on a bus | The bus is completely empty | I'm on the tram in the rain
  mid: The clouds are rolling in | Five stops to go | Someone just sat next to me | We're stuck behind a tractor | Window's all fogged up
  end: My stop is coming up | Last stop | I'm getting off here | Doors are opening
  quip: Safe travels. | Gone before the next stop. | Hold the rail. | Enjoy the countryside. | You may miss your stop.
  # roadtrip 2 3
  goal: for a road trip | for friends in a van | for a drive into the hills
  open: We're four people in a van heading for the hills | Road trip, guitars in the back | Camper is packed and the map is out
  mid: Big hit in here | We were all tapping on the dashboard | Driver's orders | We took the wrong turn | Snack break at the petrol station
  end: Nearly there | We can see the lake | Tent's up | Engine off, stars out
  quip: Roll the windows down. | Watch out for deer. | Mind the map. | Plenty of road for it. | Pass the crisps.
  # picnic 1 2
  goal: for a picnic in the park | for lying in the grass
  open: Lazy picnic going on | Blanket in the grass, basket open | Hammock, garden, lemonade | We're lying in the grass
  mid: The sun's still out here | The ants found us | Almost nodded off, in a good way | Someone brought cake | There are bees everywhere now
  end: We're repacking the basket | The sun's going down | Stars are out | Blanket rolled up
  quip: Mind the ants. | No need to leave the hammock. | Pass the lemonade. | Enjoy the shade. | Don't spill it.
  # barbecue 2 3
  goal: for a backyard barbecue | for a garden party
  open: Barbecue's lit, coals going | Planning a garden party | We've got a long table in the garden | Neighbours are coming with sausages
  mid: While we flip the ribs | The corn's ready | Uncle is already tapping his spoon | The kids are dancing around me now | The salad is gone
  end: Everyone's leaving now, finally | Coals are out | My brother won't stop grinning | Lanterns lit
  quip: Flip with confidence. | Save me a slice. | Go on and butter that corn. | Safe home, everyone. | It carries nicely across the garden.
  # gardening 1 2
  goal: for an afternoon of gardening | for painting a fence
  open: I'm painting the fence | Hands in the soil all afternoon | Tomatoes need me today | Weeding the whole garden
  mid: The boards are nearly counting themselves | A robin is watching me | I need a drink anyway | Row three is planted | My knees hurt but the beds look great
  end: Fence done | The watering can is empty | Boots off | The light is going
  quip: Mind the brush. | About one watering can's worth. | Don't flood the geraniums. | Straighten your back. | Up and down with the brush.
  # bike 2 3
  goal: for a bike ride | for a hard ride on the bike
  open: On the bike before sunrise | Bike is oiled and the road is dry | I'm riding up the big hill today
  mid: Wind from the front | Downhill now | Flat tyre, fixed it | The coffee stop was worth it
  end: Last climb | Rolling into town | Bike's in the shed
  quip: Mind the potholes. | Stay in the saddle. | Good for one climb. | Ring the bell. | Helmet on.
  # skating 3 2
  goal: for roller skating | for skating laps around the rink
  open: Roller skates are on | Skating laps tonight | Board under my feet, park is empty
  mid: I nearly fell over | I've found my balance | Don't slow down now | Faster laps now
  end: Final lap | Brakes on | Wheels off, smoothies for everyone
  quip: Mind the corner. | Hold the rail. | Look at you go. | Knees bent. | Roll on.
  # stars 1
  goal: for looking at the stars | for a balcony at night
  open: Lying on the balcony looking up | Dusk, open window, the city humming down below | It's late, headphones on, city lights through the window | Sitting on the roof at night
  mid: My neighbour just lit a cigarette | Saw a shooting star | It's getting cold | I'm sinking into the chair
  end: I'm getting cold | Then inside | Time to close the window | My eyes are closing
  quip: Pull up the blanket. | Enjoy the view. | Look up. | Stay warm. | Mind the third step. | Hold your breath.
  # commute 2
  goal: for a trip around town | to get across town with
  open: Quick trip across town | I'm late and it's rush hour | Errands all morning
  mid: Red light again | The queue at the post office is endless | Two bags, one hand | Found a parking spot
  end: Last errand | Back at my door | Bags down
  quip: Park well. | Mind the traffic lights. | In and out. | Keep moving. | That's one errand's worth.
  # interview 2 3
  goal: to get through a day of interviews | for the night before a new job
  open: Motivate me, I've got job interviews all day | First day at a new job tomorrow | Big presentation today
  mid: Chin up, walking in | They're running late in there | First interview done | I think I nailed that one
  end: Heading home, tie in my pocket | All done, whatever comes | It's over
  quip: Adjust your collar. | Good luck tomorrow. | You earned it. | Shoulders back. | Deep breath.
  # heartbreak 1 2
  goal: to get over a breakup | for missing someone
  open: Broke up yesterday | I miss someone tonight | I'd like something to stop me moping
  mid: I needed that | Breathing again | Ok enough moping | I cried a little | Okay, I might survive this
  end: I'll be fine | One last and then I text nobody | Phone is off now
  quip: Blow your nose halfway. | Take your time. | It understands. | Be kind to yourself. | Leave the phone off.
  # nostalgia 1 2
  goal: for somebody who misses the old days | to dig through an old collection
  open: Feeling nostalgic tonight | I've played my own collection to death | Digging through the netlabels of old | Somebody at the record fair sent me here
  mid: Takes me right back | I swear we had their poster up | Straight onto my list | My flatmates loved this sort of thing
  end: The tour is nearly over | Last stop of the tour | One for the collection, then I stop
  quip: File it well. | One for the shelf. | Mind the dust. | Somebody out there remembers. | That's one for your list.
  # dinner 1 2
  goal: for a quiet dinner | for dinner with the family
  open: My dad's visiting and only trusts his own records | Dinner with the in-laws tonight | The whole family is at the table
  mid: He's tapping the armrest | She approves, and she has taken the good chair | They're on dessert | My sister wants something else now
  end: They're putting their coats on | The table is cleared | Everyone is full and sleepy
  quip: Pass the pickles. | He'll come round. | Ask them about their first car. | Seconds, anyone? | Nobody needs to leave the chair.
`);
