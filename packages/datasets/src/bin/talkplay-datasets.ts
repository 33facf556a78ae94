#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { convertCommand } from "./commands/convert.ts";
import { splitCommand } from "./commands/split.ts";
import { statsCommand } from "./commands/stats.ts";
import { synthesizeCommand } from "./commands/synthesize.ts";
import { worldCommand } from "./commands/world.ts";

const program = new Command("talkplay-datasets")
  .description(
    "Tracks, playlists and dialogues: counted, split, written by a language model, converted, made up.",
  )
  .addCommand(statsCommand())
  .addCommand(splitCommand())
  .addCommand(synthesizeCommand())
  .addCommand(convertCommand())
  .addCommand(worldCommand());
throwInsteadOfExit(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    process.exitCode = 1;
  }
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwInsteadOfExit);
}
