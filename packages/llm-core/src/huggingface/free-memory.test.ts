import { expect, it } from "vitest";
import { freeMemory } from "./free-memory.ts";

it("unit: memory is back at once, and the buffer empty", async () => {
  const bytes = 2 ** 28;
  const memory = new Uint8Array(bytes).fill(1);
  const before = process.memoryUsage().arrayBuffers;
  freeMemory(memory.buffer);
  expect(memory.length).toBe(0);
  await expect.poll(() => before - process.memoryUsage().arrayBuffers).toBeGreaterThan(0.9 * bytes);
});
