import { describe, expect, it } from "vitest";
import { cholesky } from "./cholesky.ts";

describe("unit: cholesky", () => {
  it("factors a matrix worked by hand", async () => {
    const lower = await cholesky([4, 12, -16, 12, 37, -43, -16, -43, 98], 3);
    expect([...lower!]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it("gives nothing for a matrix that is not positive definite", async () => {
    expect(await cholesky([1, 2, 2, 1], 2)).toBeUndefined();
    expect(await cholesky([1, 1, 1, 1], 2)).toBeUndefined();
    expect(await cholesky([Number.NaN], 1)).toBeUndefined();
  });
});
