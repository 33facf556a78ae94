import { JudgeError } from "./judge-error.ts";
import { askModel } from "./judge-model.ts";
import type { JudgeOptions } from "./judge-options.ts";
import { redactKeys } from "./redact-keys.ts";

interface JudgeRequest {
  turnId: string;
  system: string;
  user: string;
}

/**
 * Asks once, or takes the answer that was given before; answers that are not valid are not kept.
 *
 * @returns `undefined` for an answer that `parse` finds invalid.
 * @throws {JudgeError} when there is no answer. The signal's reason when aborted.
 */
export async function askJudge<T>(
  { answers, ...options }: JudgeOptions,
  question: JudgeRequest,
  parse: (answer: string) => T | undefined,
): Promise<T | undefined> {
  options.signal?.throwIfAborted();
  const { system, user } = question;
  const request = answers && (await digest([options.model.modelId ?? "", system, user]));
  const known = request === undefined ? undefined : answers?.get(request);
  if (known !== undefined) return parse(known);

  const answer = await askUntilAnswered(options, question);
  const valid = parse(answer);
  if (valid !== undefined && request !== undefined) await answers?.set(request, answer);
  return valid;
}

async function askUntilAnswered(
  { model, retries = 3, firstRetryMs = 1000, signal }: JudgeOptions,
  { turnId, system, user }: JudgeRequest,
): Promise<string> {
  for (let attempt = 1; ; attempt++)
    try {
      return await askModel(model, { system, user, signal });
    } catch (error) {
      signal?.throwIfAborted();
      const { status, problem, worthRetrying, retryAfterMs } = describe(error);
      if (!worthRetrying || attempt > retries)
        throw new JudgeError({ turnId, modelId: model.modelId, attempts: attempt, status, problem });
      await wait(retryAfterMs ?? firstRetryMs * 2 ** (attempt - 1), signal);
    }
}

/** What the errors of the `ai` SDK's providers tell; one without a verdict is a request that never arrived. */
function describe(error: unknown) {
  const { message, statusCode, isRetryable, responseHeaders } = (error ?? {}) as {
    message?: unknown;
    statusCode?: unknown;
    isRetryable?: unknown;
    responseHeaders?: Record<string, string>;
  };
  const seconds = Number(responseHeaders?.["retry-after"]);
  return {
    status: typeof statusCode === "number" ? statusCode : undefined,
    problem: redactKeys(typeof message === "string" && message !== "" ? message : "no reason given"),
    worthRetrying: isRetryable ?? true,
    retryAfterMs: seconds >= 0 ? seconds * 1000 : undefined,
  };
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** SHA-256 in hexadecimal. */
async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
