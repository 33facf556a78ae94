import { setTimeout as wait } from "node:timers/promises";

/** The time that a rate limit goes by. */
export interface Clock {
  /** Milliseconds since any moment. */
  now(): number;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const MINUTE = 60_000;

const machineClock: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

/** A call that was let through. */
interface Use {
  at: number;
  requests: number;
  tokens: number;
}

/**
 * Keeps the calls of any minute within a number of requests and of tokens, in the order in which they ask. Tokens are
 * counted as services count them: a call's prompt and the most that it may answer when it is let through, and what it
 * took once that is known. A call above the limit by itself is let through when a minute has nothing else in it: the
 * service says what it thinks of it.
 */
export class RateLimit {
  private readonly requestsPerMinute: number;
  private readonly tokensPerMinute: number;
  private readonly clock: Clock;
  private readonly uses: Use[] = [];
  private last: Promise<unknown> = Promise.resolve();

  /** @throws {RangeError} for a limit that is not above 0. */
  constructor(options: { requestsPerMinute?: number; tokensPerMinute?: number; clock?: Clock }) {
    const { requestsPerMinute = Infinity, tokensPerMinute = Infinity, clock = machineClock } = options;
    for (const [name, limit] of Object.entries({ requestsPerMinute, tokensPerMinute })) {
      if (!(limit > 0)) throw new RangeError(`${name} should be above 0, but is ${limit}.`);
    }
    this.requestsPerMinute = requestsPerMinute;
    this.tokensPerMinute = tokensPerMinute;
    this.clock = clock;
  }

  /**
   * Resolves when the call may be made.
   *
   * @returns what to tell once the tokens are known that the call took.
   */
  async acquire(
    call: { requests: number; tokens: number },
    signal?: AbortSignal,
  ): Promise<(tokens: number) => void> {
    const use = this.last.then(() => this.letThrough(call, signal));
    // One that gives up lets the next one go on.
    this.last = use.catch(() => {});
    const counted = await use;
    return (tokens) => void (counted.tokens = tokens);
  }

  private async letThrough(call: { requests: number; tokens: number }, signal?: AbortSignal): Promise<Use> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.clock.now();
      while (this.uses[0] !== undefined && this.uses[0].at <= now - MINUTE) this.uses.shift();
      const oldest = this.uses[0];
      if (oldest === undefined || this.fits(call)) break;
      await this.clock.wait(oldest.at + MINUTE - now, signal);
    }
    const use = { at: this.clock.now(), ...call };
    this.uses.push(use);
    return use;
  }

  private fits(call: { requests: number; tokens: number }): boolean {
    let { requests, tokens } = call;
    for (const use of this.uses) {
      requests += use.requests;
      tokens += use.tokens;
    }
    return requests <= this.requestsPerMinute && tokens <= this.tokensPerMinute;
  }
}
