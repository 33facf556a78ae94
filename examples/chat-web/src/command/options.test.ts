import { describe, expect, it } from "vitest";
import { parseOptions, UsageError } from "./options.ts";

describe("unit: the command line of chat-web", () => {
  it("has a port of its own and a folder inside the run's", () => {
    expect(parseOptions(["out/demo"])).toEqual({
      out: "out/demo",
      site: undefined,
      port: 8080,
      buildOnly: false,
    });
    expect(parseOptions(["out/demo", "--site", "www", "--port", "0", "--build-only"])).toEqual({
      out: "out/demo",
      site: "www",
      port: 0,
      buildOnly: true,
    });
    expect(parseOptions(["--help"])).toBeUndefined();
  });

  it.each([
    [[], "name the output folder of one run"],
    [["a", "b"], "name the output folder of one run"],
    [["a", "--port", "99999"], "--port 99999 is no port"],
    [["a", "--sight", "www"], "--sight"],
  ])("refuses %j in words", (args, says) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(says);
  });
});
