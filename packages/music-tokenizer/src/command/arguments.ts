import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

type OptionTypes = Record<string, { type: "string" | "boolean"; multiple?: boolean }>;

/** @throws {UsageError} on unknown options, options without their value, or another number of positionals. */
export function readArguments<Options extends OptionTypes>(
  args: string[],
  options: Options,
  positionals: { least: number; most: number; what: string },
): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true; strict: true }>> {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
    const { length } = parsed.positionals;
    if (length >= positionals.least && length <= positionals.most) return parsed;
    throw new UsageError(`expected ${positionals.what}, got ${length} arguments`);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

/** `NAME=VALUE` pairs. @throws {UsageError} on anything else, or a name given twice. */
export function pairsOf(option: string, given: readonly string[] = []): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--${option} ${text}: expected NAME=VALUE`);
    if (pairs.has(name)) throw new UsageError(`--${option} ${name}: given twice`);
    pairs.set(name, value);
  }
  return pairs;
}

/** @throws {UsageError} unless the text is a number; its range is checked where it is used. */
export function numberOf(option: string, text: string): number;
export function numberOf(option: string, text: string | undefined): number | undefined;
export function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) {
    throw new UsageError(`--${option} ${text}: expected a number`);
  }
  return number;
}

/** @throws {UsageError} unless the text is one of the choices. */
export function choiceOf<Choice extends string>(
  option: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (text === undefined || (choices as readonly string[]).includes(text)) return text as Choice | undefined;
  throw new UsageError(`--${option} ${text}: expected ${choices.join(", ")}`);
}

/** @throws {UsageError} where a needed option is not given. */
export function needed(option: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`--${option} is needed`);
  return value;
}
