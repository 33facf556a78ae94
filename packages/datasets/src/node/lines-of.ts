import { createReadStream } from "node:fs";

/**
 * The lines of a file in UTF-8, without their ends, however large it is. Only a line feed, or a carriage return and a
 * line feed, end a line: `node:readline` also takes U+2028 for an end, which JSON may have inside a text.
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  for await (const bytes of createReadStream(file, { highWaterMark: 2 ** 20 }) as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() as string;
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
