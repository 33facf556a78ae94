import { afterEach, expect, test, vi } from "vitest";
import type { VegaLiteSpec } from "../vega-lite-spec.ts";

// Never looked at: the packages are loaded first.
const spec = {} as VegaLiteSpec;

afterEach(() => {
  vi.doUnmock("vega");
  vi.doUnmock("@resvg/resvg-js");
  vi.resetModules();
});

test("unit: without vega, the error names what to install", async () => {
  vi.resetModules();
  vi.doMock("vega", () => {
    throw new Error("Cannot find package 'vega'");
  });
  const { MissingPackageError, renderSvg } = await import("./index.ts");
  const error = await renderSvg(spec).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MissingPackageError);
  expect(error).toMatchObject({ packages: ["vega@6", "vega-lite@6"] });
  expect((error as Error).message).toContain("npm install vega@6 vega-lite@6");
});

test("unit: without resvg, the error names what to install", async () => {
  vi.resetModules();
  vi.doMock("@resvg/resvg-js", () => {
    throw new Error("Cannot find package '@resvg/resvg-js'");
  });
  const { MissingPackageError, renderPng } = await import("./index.ts");
  const error = await renderPng(spec).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MissingPackageError);
  expect(error).toMatchObject({ packages: ["@resvg/resvg-js@2"] });
});
