import { describe, expect, it } from "vitest";
import { convertCommand } from "./convert.ts";
import { runCommand } from "./fixtures/run-command.ts";
import { splitCommand } from "./split.ts";
import { statsCommand } from "./stats.ts";
import { synthesizeCommand } from "./synthesize.ts";
import { worldCommand } from "./world.ts";

const COMMANDS = { convertCommand, splitCommand, statsCommand, synthesizeCommand, worldCommand };

describe("unit: every command", () => {
  it.each(Object.entries(COMMANDS))("%s describes itself and each of its options", (_, create) => {
    const all = [create(), ...create().commands].filter(({ commands }) => commands.length === 0);
    for (const command of all) {
      const help = command.helpInformation();
      expect(command.description()).not.toBe("");
      for (const { flags, description } of command.options) {
        expect(help).toContain(flags);
        expect(description, flags).toMatch(/\w+ ?\w*/);
      }
    }
  });

  it.each(Object.entries(COMMANDS))("%s refuses an option that it does not have", async (_, create) => {
    const [first] = create().commands;
    const required = create()
      .options.filter(({ mandatory }) => mandatory)
      .flatMap(({ long }) => [long as string, "x"]);
    const args = [...(first === undefined ? [] : [first.name()]), ...required, "--no-such-option"];
    await expect(runCommand(create(), ...args)).rejects.toMatchObject({ code: "commander.unknownOption" });
  });
});
