import { describe, expect, it, vi } from "vitest";
import { parseOptions } from "./options.ts";
import { UsageError } from "./usage-error.ts";

describe("unit: parseOptions", () => {
  it("has the defaults of npm start", () => {
    expect(parseOptions([])).toEqual({
      size: "demo",
      data: "freemusicc",
      seed: 1,
      resume: false,
      selfSimilarity: true,
    });
  });

  it("reads every option", () => {
    const args =
      "--size small --data cpcd --test t.jsonl --out o --seed 7 --resume --steps 9 --no-self-similarity --base-model m --backend cpu";
    expect(parseOptions(args.split(" "))).toEqual({
      size: "small",
      data: "cpcd",
      test: "t.jsonl",
      out: "o",
      seed: 7,
      resume: true,
      steps: 9,
      selfSimilarity: false,
      baseModel: "m",
      backend: "cpu",
    });
  });

  it.each([["--size", "huge"], ["--seed", "-1"], ["--steps", "1.5"], ["--sise", "demo"], ["stray"]])(
    "refuses %s %s",
    (...args) => {
      expect(() => parseOptions(args)).toThrow(UsageError);
    },
  );

  it("prints help and asks for nothing more", () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    expect(parseOptions(["--help"])).toBeUndefined();
    expect(write.mock.calls.join("")).toContain("--base-model");
    write.mockRestore();
  });
});
