import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairEncoding } from "./repair-encoding.ts";

describe("unit: repairEncoding", () => {
  it.each([
    ["AgustÃ­n", "Agustín"],
    ["Wenn Ich WÃ¼ÃŸte", "Wenn Ich Wüßte"],
    ["Agustín", "Agustín"],
    ["Ärger", "Ärger"],
    ["SIMPLE", "SIMPLE"],
    ["CRÃ“!", "CRÓ!"],
    ["日本 Ã", "日本 Ã"],
  ])("%s becomes %s", (text, repaired) => {
    expect(repairEncoding(text)).toBe(repaired);
  });
});

describe("relation: repairEncoding", () => {
  it("undoes a wrong decoding of any text beyond ASCII", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("é", "ü", "ñ", "ß", "í", "a", " "), minLength: 1 }),
        (text) => {
          const wrong = String.fromCharCode(...new TextEncoder().encode(text));
          expect(repairEncoding(wrong)).toBe(text);
        },
      ),
    );
  });
});
