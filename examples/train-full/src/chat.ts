import { loadRecommender } from "@talkplay-examples/talkplay/node";
import { useBackend } from "@talkplay/llm-core";
import { loadUseLite } from "@talkplay/music-tokenizer/use-lite/node";
import { createInterface } from "node:readline/promises";
import { chat } from "./chat/conversation.ts";
import { describeFailure } from "./command/describe-failure.ts";
import { UsageError } from "./command/usage-error.ts";

const usage = `Usage: npm run chat -- OUT

Talks with the recommender that a run of train-full left in OUT. Type a wish; an empty line or Ctrl-D ends.`;

const abort = new AbortController();
try {
  const [folder] = process.argv.slice(2);
  if (folder === "--help" || folder === "-h") console.log(usage);
  else if (folder === undefined) throw new UsageError(`name the output folder of a run\n\n${usage}`);
  else {
    const backend = await useBackend();
    const { embed } = await loadUseLite();
    const { recommender, tracks } = await loadRecommender(folder, { embedder: embed });
    console.log(`${tracks.length} tracks. ${backend.line}\nWhat would you like to hear?\n`);
    const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
    await chat({ recommender, tracks, wishes: terminal, write: console.log, ask: () => terminal.prompt() });
    terminal.close();
  }
} catch (error) {
  const { message, exitCode } = describeFailure(error, abort.signal);
  console.error(message);
  process.exitCode = exitCode;
}
