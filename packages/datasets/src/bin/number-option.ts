import { InvalidArgumentError } from "commander";

/** Reads an option that is an integer from a least one on. */
export function integerFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It should be an integer from ${least} on.`);
  };
}

/** Reads an option that is a number from 0 on. */
export function amount(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0) return value;
  throw new InvalidArgumentError("It should be a number from 0 on.");
}
