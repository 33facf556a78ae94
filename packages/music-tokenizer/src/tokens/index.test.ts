import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("unit: the tokens entry imports nothing from outside its folder", () => {
  const folder = new URL("./", import.meta.url);
  const sources = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const imported = sources.flatMap((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/from "([^"]+)"/g)].map(([, path]) => path!),
  );
  expect(imported.length).toBeGreaterThan(5);
  expect(imported.filter((path) => !/^\.\/[\w-]+\.ts$/.test(path))).toEqual([]);
});
