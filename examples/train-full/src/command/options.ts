import { Command, CommanderError, InvalidArgumentError } from "commander";
import { sizes } from "./sizes.ts";
import { UsageError } from "./usage-error.ts";

/** What the user asked for, as given on the command line. */
export interface Options {
  size: string;
  data: string;
  test?: string;
  out?: string;
  seed: number;
  resume: boolean;
  steps?: number;
  selfSimilarity: boolean;
  baseModel?: string;
  backend?: string;
}

/**
 * Reads the command line of `npm run train-full`.
 *
 * @returns the options, or undefined when `--help` was printed
 * @throws UsageError for an unknown option or a value that cannot be right
 */
export function parseOptions(args: readonly string[]): Options | undefined {
  const command = new Command("npm run train-full --")
    .description("Train TalkPlay on a catalogue and conversations, evaluate it, and write a report")
    .option("--size <name>", `how much of everything: ${Object.keys(sizes).join(", ")}`, checkSize, "demo")
    .option(
      "--data <name>",
      "freemusicc (real, committed), cpcd (real; read from TALKPLAY_DATA, else fetched from its origin), world " +
        "(generated, all five modalities), or a folder with catalogue.{csv,jsonl,parquet} and dialogues.jsonl",
      "freemusicc",
    )
    .option("--test <file>", "score this dialogue file too (TalkPlayData-1 or freemusicc-dialogues schema)")
    .option("--out <folder>", "where the report and the model go (default: a new folder under out/)")
    .option("--seed <number>", "seed of every random choice", wholeNumber, 1)
    .option("--resume", "go on with an unfinished run: the one in --out, else the newest", false)
    .option("--steps <number>", "training steps, instead of the size's own", wholeNumber)
    .option("--no-self-similarity", "train without the self-similarity loss")
    .option("--base-model <folder>", "fine-tune this Llama-architecture Hugging Face folder instead")
    .option("--backend <name>", "tensorflow, webgpu, wasm or cpu (default: the fastest that works)")
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .allowExcessArguments(false);
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.code === "commander.helpDisplayed") return undefined;
    if (error instanceof CommanderError) {
      throw new UsageError(
        `${error.message.replace(/^error: /, "").replaceAll("\n", " ")}; --help lists the options`,
      );
    }
    throw error;
  }
  return command.opts<Options>();
}

function checkSize(value: string): string {
  if (!Object.hasOwn(sizes, value)) {
    throw new InvalidArgumentError(`Expected one of ${Object.keys(sizes).join(", ")}.`);
  }
  return value;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new InvalidArgumentError("Expected a whole number of 0 or more.");
  }
  return number;
}
