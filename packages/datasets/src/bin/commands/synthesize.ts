import { Command, Option } from "commander";
import { readMpdPlaylists } from "../../node/million-playlist/read-mpd.ts";
import { readCatalogue } from "../../node/read-catalogue.ts";
import { synthesizeDialogues } from "../../node/synthesis/synthesize-dialogues.ts";
import type { SynthesisResult } from "../../node/synthesis/synthesize-dialogues.ts";
import { drawPlaylists } from "../../playlists/draw-playlists.ts";
import { releasePlaylists } from "../../playlists/release-playlists.ts";
import type { DialogueTask } from "../../synthesis/plan/dialogue-task.ts";
import { estimateSynthesis } from "../../synthesis/plan/estimate-synthesis.ts";
import { planDialogues } from "../../synthesis/plan/plan-dialogues.ts";
import { buildPrompt } from "../../synthesis/prompt/build-prompt.ts";
import type { Playlist } from "../../types/playlist.ts";
import type { Track } from "../../types/track.ts";
import { amount, integerFrom } from "../number-option.ts";
import { Pace } from "../pace.ts";
import { openProvider, PROVIDERS } from "../open-provider.ts";
import { progressLine } from "../progress-line.ts";
import { stopSignal } from "../stop-signal.ts";

/** Fewest tracks of a conversation. */
const LEAST_TRACKS = 5;

interface SynthesizeOptions {
  catalogue: string;
  mpd?: string;
  out: string;
  count: number;
  seed: number;
  provider: (typeof PROVIDERS)[number];
  model?: string;
  baseUrl?: string;
  apiKeyEnv?: string;
  idempotent?: boolean;
  inDoubt: "again" | "hold";
  inputPrice: number;
  outputPrice: number;
  budget?: number;
  concurrency: number;
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  dryRun?: boolean;
  showPrompt?: boolean;
}

/** `synthesize`: conversations over a catalogue, written by a language model or simulated. */
export function synthesizeCommand(): Command {
  return new Command("synthesize")
    .description(
      "write conversations; stopped or killed, the same command goes on and pays for nothing twice",
    )
    .requiredOption("--catalogue <file>", ".csv, .jsonl or .parquet")
    .requiredOption("--out <folder>", "ledger, conversations, rejects and report")
    .option("--mpd <source>", "playlists of this Million Playlist Dataset; else releases and drawn playlists")
    .option("--count <number>", "conversations", integerFrom(1), 100)
    .option("--seed <number>", "of what is drawn", integerFrom(0), 1)
    .addOption(new Option("--provider <name>", "who writes").choices(PROVIDERS).default("simulator"))
    .option("--model <name>", "the model's name at the provider")
    .option("--base-url <url>", "of an OpenAI-compatible server", "http://localhost:11434/v1")
    .option("--api-key-env <name>", "environment variable that holds the API key (gemini: GEMINI_API_KEY)")
    .option("--idempotent", "the server honours Idempotency-Key headers")
    .addOption(
      new Option("--in-doubt <policy>", "requests that a crash left unanswered, where each call is charged")
        .choices(["again", "hold"])
        .default("again"),
    )
    .option("--input-price <amount>", "for a million tokens", amount, 0)
    .option("--output-price <amount>", "for a million tokens", amount, 0)
    .option("--budget <amount>", "most that all runs into this folder may cost", amount)
    .option("--concurrency <number>", "calls at a time", integerFrom(1), 8)
    .option("--requests-per-minute <number>", "rate limit", integerFrom(1))
    .option("--tokens-per-minute <number>", "rate limit, of tokens in and out", integerFrom(1))
    .option("--dry-run", "print what it would take and cost, ask nothing")
    .option("--show-prompt", "print the first prompt, ask nothing")
    .action(synthesize);
}

async function synthesize(options: SynthesizeOptions): Promise<void> {
  const price = { inputPerMillion: options.inputPrice, outputPerMillion: options.outputPrice };
  const signal = stopSignal();
  const tasks = await planTasks(options, signal);
  if (options.showPrompt && tasks[0]) {
    const { system, user } = buildPrompt(tasks[0]);
    console.log(`${system}\n\n${user}`);
    return;
  }
  if (options.dryRun) {
    const { conversations, inputTokens, outputTokens, cost } = estimateSynthesis({ tasks, price });
    console.log(
      `${conversations} conversations, about ${inputTokens} tokens in and ${outputTokens} out: ${cost.toFixed(2)}`,
    );
    return;
  }
  const { out: folder, budget, concurrency, requestsPerMinute, tokensPerMinute, inDoubt } = options;
  const provider = await openProvider({ ...options, price });
  const progress = progressLine();
  const pace = new Pace();
  const result = await synthesizeDialogues({
    folder,
    tasks,
    provider,
    budget,
    concurrency,
    requestsPerMinute,
    tokensPerMinute,
    inDoubt,
    signal,
    onProgress: ({ accepted, rejected, failed, total, running, spent }) =>
      progress.show(
        `${accepted} of ${total} written${pace.at(accepted)}, ${rejected} rejected, ${failed} failed, ${running} out; ${spent.toFixed(4)} spent`,
      ),
  });
  progress.end();
  tell(result, folder, pace.at(result.accepted));
}

async function planTasks(
  { catalogue, mpd, count, seed }: SynthesizeOptions,
  signal: AbortSignal,
): Promise<DialogueTask[]> {
  const tracks = await readCatalogue(catalogue);
  const playlists: Playlist[] = [];
  if (mpd === undefined) {
    playlists.push(...releasePlaylists({ tracks }), ...drawPlaylists({ tracks, count, seed }));
  } else {
    playlists.push(...(await playlistsOver(tracks, { mpd, count, signal })));
    if (playlists.length === 0) {
      throw new RangeError(
        `No playlist of ${mpd} has ${LEAST_TRACKS} tracks of ${catalogue}. Ids of the catalogue should be URIs, spotify:track:…, as there.`,
      );
    }
  }
  const tasks: DialogueTask[] = [];
  for (const task of planDialogues({ playlists, tracks, seed, minimumTracks: LEAST_TRACKS })) {
    if (tasks.push(task) >= count) break;
  }
  return tasks;
}

/** The first playlists that give a conversation each over the catalogue. */
async function playlistsOver(
  tracks: readonly Track[],
  { mpd, count, signal }: { mpd: string; count: number; signal: AbortSignal },
): Promise<Playlist[]> {
  const known = new Set(tracks.map(({ id }) => id));
  const found: Playlist[] = [];
  const progress = progressLine();
  const onProgress = ({ playlists }: { playlists: number }) =>
    progress.show(`${mpd}: ${playlists} playlists read, ${found.length} over the catalogue`);
  for await (const playlist of readMpdPlaylists(mpd, { signal, onProgress })) {
    const listed = new Set(playlist.trackIds.filter((id) => known.has(id)));
    if (listed.size >= LEAST_TRACKS && found.push(playlist) >= count) break;
  }
  progress.end();
  return found;
}

function tell(result: SynthesisResult, folder: string, pace: string): void {
  const { ended, accepted, repaired, rejected, failed, held, total, spent, doubtful, error } = result;
  console.log(
    `${folder}: ${accepted} of ${total} conversations (${repaired} after a repair)${pace}, ${rejected} rejected`,
  );
  if (failed + held > 0) console.log(`${failed} failed (asked again by the next run), ${held} held in doubt`);
  console.log(
    `${spent.toFixed(4)} spent${doubtful > 0 ? `, at most ${doubtful.toFixed(4)} more for lost answers` : ""}`,
  );
  if (ended === "complete") return;
  const why = { budget: "the budget is used up", aborted: "stopped", failing: error?.message ?? "failing" };
  console.log(`not complete: ${why[ended]}. The same command goes on.`);
  process.exitCode = ended === "aborted" ? 130 : 1;
}
