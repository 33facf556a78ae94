import { expect, it, vi } from "vitest";
import { RunFileError } from "../errors/run-file-error.ts";
import { readRun, writeTruth } from "./index.ts";

vi.mock("../parquet/index.ts", () => {
  throw new Error("Cannot find package 'hyparquet'");
});

it("unit: Parquet without its optional peers says what to install", async () => {
  await expect(readRun("a.parquet")).rejects.toThrow(RunFileError);
  await expect(readRun("a.parquet")).rejects.toThrow("a.parquet: Parquet files are read and written by");
  await expect(writeTruth("b.parquet", [])).rejects.toThrow("npm install hyparquet@1 hyparquet-writer@0.17");
});
