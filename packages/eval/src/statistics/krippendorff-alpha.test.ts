import { describe, expect, it } from "vitest";
import vectors from "./__vectors__/krippendorff.json" with { type: "json" };
import { ArgumentError } from "../errors/argument-error.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";

describe("parity: krippendorff", () => {
  it.each(vectors.cases)("$name", ({ judges, alpha }) => {
    const judgements = judges.map((judge) => judge.map((value) => value ?? undefined));
    for (const scale of ["nominal", "ordinal", "interval"] as const)
      expect(krippendorffAlpha(judgements, { scale, categories: [1, 2, 3, 4, 5] }).alpha).toBeCloseTo(
        alpha[scale],
        12,
      );
  });
});

describe("unit: Krippendorff's alpha", () => {
  it("of y y n n against y n n n: coincidences y-n 2 of 8, 3 · 5 · 2 pairs by chance, 1 - 7 · 2/30", () => {
    const agreement = krippendorffAlpha([
      ["y", "y", "n", "n"],
      ["y", "n", "n", "n"],
    ]);
    expect(agreement).toMatchObject({ items: 4, judgements: 8 });
    expect(agreement.alpha).toBeCloseTo(1 - (7 * 2) / 30, 12);
  });

  it("leaves out items that one judge alone has judged, and says how many count", () => {
    const [lone, without] = [[5], [undefined]].map(([third]) =>
      krippendorffAlpha([
        [1, 2, third],
        [1, 3, undefined],
      ]),
    );
    expect(lone).toEqual(without);
    expect(lone).toMatchObject({ items: 2, judgements: 4 });
  });

  it("is 1 where all agree, and not defined where all always say one thing", () => {
    expect(
      krippendorffAlpha([
        [1, 2],
        [1, 2],
        [1, 2],
      ]).alpha,
    ).toBe(1);
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1],
      ]).alpha,
    ).toBeNaN();
  });

  it.each([
    ["one judge", () => krippendorffAlpha([[1]])],
    ["unequal lengths", () => krippendorffAlpha([[1, 2], [1]])],
    [
      "no item that two judged",
      () =>
        krippendorffAlpha([
          [1, undefined],
          [undefined, 1],
        ]),
    ],
    ["a judgement off the scale", () => krippendorffAlpha([[6], [1]], { categories: [1, 2, 3, 4, 5] })],
    ["texts on an interval scale", () => krippendorffAlpha([["a"], ["b"]], { scale: "interval" })],
  ])("refuses %s", (_, compute) => expect(compute).toThrow(ArgumentError));
});
