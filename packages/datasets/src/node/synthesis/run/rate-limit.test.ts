import { describe, expect, it } from "vitest";
import { RateLimit } from "./rate-limit.ts";
import type { Clock } from "./rate-limit.ts";

/** A clock that moves only when somebody waits. */
function fakeClock(): Clock & { time: number } {
  return {
    time: 0,
    now() {
      return this.time;
    },
    async wait(milliseconds) {
      this.time += milliseconds;
    },
  };
}

/** The most that falls into any minute of the calls. */
function fullestMinute(calls: readonly { at: number; amount: number }[]): number {
  const sums = calls.map(({ at }) =>
    calls
      .filter((call) => call.at >= at && call.at < at + 60_000)
      .reduce((sum, { amount }) => sum + amount, 0),
  );
  return Math.max(...sums);
}

describe("unit: RateLimit", () => {
  it("lets as many requests through as a minute may have, then waits", async () => {
    const clock = fakeClock();
    const limit = new RateLimit({ requestsPerMinute: 3, clock });
    const times: number[] = [];
    for (let call = 0; call < 7; call++) {
      await limit.acquire({ requests: 1, tokens: 1000 });
      times.push(clock.now());
    }
    expect(times).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000]);
  });

  it("keeps every minute within its tokens, whatever sizes come, and loses none", async () => {
    const clock = fakeClock();
    const limit = new RateLimit({ requestsPerMinute: 10, tokensPerMinute: 1000, clock });
    const calls: { at: number; amount: number }[] = [];
    for (let call = 0; call < 200; call++) {
      const tokens = 1 + ((call * 7919) % 600);
      await limit.acquire({ requests: 1, tokens });
      calls.push({ at: clock.now(), amount: tokens });
      clock.time += (call * 104_729) % 3000;
    }
    expect(fullestMinute(calls)).toBeLessThanOrEqual(1000);
    expect(fullestMinute(calls)).toBeGreaterThan(600);
    expect(fullestMinute(calls.map(({ at }) => ({ at, amount: 1 })))).toBeLessThanOrEqual(10);
  });

  it("gives back what a call was counted as and did not take", async () => {
    const clock = fakeClock();
    const limit = new RateLimit({ tokensPerMinute: 1000, clock });
    const took = await limit.acquire({ requests: 1, tokens: 900 });
    took(200);
    await limit.acquire({ requests: 1, tokens: 800 });
    expect(clock.now()).toBe(0);
    await limit.acquire({ requests: 1, tokens: 1 });
    expect(clock.now()).toBe(60_000);
  });

  it("lets a call through that is above the limit by itself, alone", async () => {
    const clock = fakeClock();
    const limit = new RateLimit({ tokensPerMinute: 100, clock });
    await limit.acquire({ requests: 1, tokens: 10 });
    await limit.acquire({ requests: 1, tokens: 500 });
    expect(clock.now()).toBe(60_000);
    await limit.acquire({ requests: 1, tokens: 10 });
    expect(clock.now()).toBe(120_000);
  });

  it("keeps the order of those who ask together, and goes on after one that gives up", async () => {
    const clock = fakeClock();
    const limit = new RateLimit({ requestsPerMinute: 1, clock });
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    const order: string[] = [];
    const ask = (name: string, signal?: AbortSignal) =>
      limit.acquire({ requests: 1, tokens: 1 }, signal).then(() => order.push(`${name} at ${clock.now()}`));
    const results = await Promise.allSettled([ask("a"), ask("b", stop.signal), ask("c")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(order).toEqual(["a at 0", "c at 60000"]);
  });

  it("refuses a limit under which nothing could be asked", () => {
    expect(() => new RateLimit({ tokensPerMinute: 0 })).toThrow(
      "tokensPerMinute should be above 0, but is 0",
    );
  });
});
