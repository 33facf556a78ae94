import { logMelSpectrogram } from "@talkplay/music-tokenizer/audio";
import { listen } from "../contender/listen.ts";
import { chirp, SAMPLE_RATE } from "./chirp.ts";

let clip = chirp(1);

await listen((message) => {
  if (typeof message.seconds === "number") {
    clip = chirp(message.seconds);
    return {};
  }
  if (typeof message.frame === "number") {
    const { values, mels } = logMelSpectrogram({ samples: clip, sampleRate: SAMPLE_RATE });
    return Array.from(values.subarray(message.frame * mels, (message.frame + 1) * mels));
  }
  const start = performance.now();
  for (let i = 0; i < (message.repeat as number); i++)
    logMelSpectrogram({ samples: clip, sampleRate: SAMPLE_RATE });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, peakBytes: process.resourceUsage().maxRSS * 1024 };
});
