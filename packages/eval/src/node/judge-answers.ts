import { appendFile, mkdir, readFile, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { RunFileError } from "../errors/run-file-error.ts";

/** Kept in the file as they come: {@link RateResponsesOptions}' `answers`. */
export interface JudgeAnswerFile {
  /** Answers that there are. */
  readonly size: number;
  get(request: string): string | undefined;
  set(request: string, answer: string): Promise<void>;
}

/**
 * Opens a file of a judge's answers, for `rateResponses` and `compareResponses` of `@talkplay/eval/judge`, which may be
 * stopped at any instant and called again. A line an answer, as JSON: `{"request":"…","answer":"…"}`, the request by its
 * SHA-256; neither prompts nor keys are in it. The file and its folder are made as needed, and a last line that was cut
 * short is dropped. One job may write it at a time.
 *
 * @throws {RunFileError} naming file and line of a line that is not an answer.
 */
export async function openJudgeAnswers(file: string): Promise<JudgeAnswerFile> {
  await mkdir(dirname(file), { recursive: true });
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  const answers = new Map<string, string>();
  for (const [index, line] of whole.split("\n").entries()) {
    if (line === "") continue;
    const { request, answer } = parse(line);
    if (typeof request !== "string" || typeof answer !== "string")
      throw new RunFileError({
        file,
        line: index + 1,
        problem: `not {"request": text, "answer": text}`,
        remedy: "Remove this line: its question is asked again.",
      });
    answers.set(request, answer);
  }

  // One after the other, so that lines never mix.
  let written = Promise.resolve();
  return {
    get size() {
      return answers.size;
    },
    get: (request) => answers.get(request),
    set: (request, answer) => {
      answers.set(request, answer);
      return (written = written.then(() => appendFile(file, `${JSON.stringify({ request, answer })}\n`)));
    },
  };
}

function parse(line: string): Record<string, unknown> {
  try {
    return (JSON.parse(line) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
