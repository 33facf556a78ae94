import { createInterface } from "node:readline";

/** The contender's side of the conversation: answers each line of JSON from stdin with one on stdout. */
export async function listen(answer: (message: Record<string, unknown>) => unknown): Promise<void> {
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
