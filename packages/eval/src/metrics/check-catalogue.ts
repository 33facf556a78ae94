import { ArgumentError } from "../errors/argument-error.ts";

/** @throws {ArgumentError} for a catalogue without ids, of which no share can be taken. */
export function checkCatalogue(catalogue: ReadonlySet<string>): void {
  if (catalogue.size === 0)
    throw new ArgumentError({
      argument: "catalogue",
      expected: "a set of at least one id",
      got: "an empty set",
    });
}
