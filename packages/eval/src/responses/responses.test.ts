import { describe, expect, it } from "vitest";
import { ArgumentError } from "../errors/argument-error.ts";
import { createClaimChecker } from "./claim-check.ts";
import { responseMetrics } from "./response-metrics.ts";

describe("unit: response metrics", () => {
  it("count words, their diversity, and repeats", () => {
    const metrics = responseMetrics(["A fine song.", "a fine song", "", "Another fine day, friend"]);
    expect(metrics).toEqual({
      responses: 4,
      empty: 1,
      meanWords: 10 / 4,
      medianWords: 3,
      distinct1: 6 / 10,
      distinct2: 5 / 7,
      repeatedShare: 1 / 4,
    });
  });
});

describe("unit: claims that a catalogue can tell", () => {
  const coltrane = {
    title: "Giant Steps",
    artists: ["John Coltrane"],
    tags: ["hard bop", "jazz"],
    year: 1960,
  };
  const kraftwerk = {
    title: "Autobahn",
    artists: ["Kraftwerk"],
    album: "Autobahn",
    tags: ["electronic"],
    year: 1974,
  };
  const yes = { title: "Roundabout", artists: ["Yes"], tags: ["rock"], genre: "Progressive" };
  const checker = createClaimChecker([coltrane, kraftwerk, yes]);
  const claims = (
    response: string,
    track = coltrane as typeof kraftwerk,
    context = [] as (typeof kraftwerk)[],
  ) =>
    checker.check({ response, track, context }).map(({ field, text, holds }) => `${field} ${text} ${holds}`);

  it("names, tags, years and decades, true and false", () => {
    expect(claims("Giant Steps by John Coltrane: Hard Bop from 1960, a 60s classic.")).toEqual([
      "title Giant Steps true",
      "artist John Coltrane true",
      "tag hard bop true",
      "year 1960 true",
      "year 60s true",
    ]);
    expect(claims("Electronic rock of the 1970s, in the spirit of Kraftwerk.")).toEqual([
      "tag electronic false",
      "tag rock false",
      "artist Kraftwerk false",
      "year 1970s false",
    ]);
  });

  it("may be about tracks of the conversation", () => {
    expect(claims("After Kraftwerk, some jazz.", coltrane as never, [kraftwerk])).toEqual([
      "artist Kraftwerk true",
      "tag jazz true",
    ]);
  });

  it("a title that is an album's, too, counts once and holds for either", () => {
    expect(claims(`Here is "Autobahn".`, kraftwerk)).toEqual(["title Autobahn true"]);
  });

  it("are not what is negated, nor common words that happen to be names", () => {
    expect(claims("Yes, I know: this is not rock, and without any jazz.")).toEqual([]);
    for (const apostrophe of "'’") expect(claims(`This isn${apostrophe}t rock.`)).toEqual([]);
    expect(claims(`It is "Yes" for you.`)).toEqual(["artist Yes false"]);
    expect(claims("Jazzy, rocking, 1960 steps")).toEqual(["year 1960 true"]);
  });

  it("are counted over responses", () => {
    const total = checker.total([
      { response: "Jazz from 1960.", track: coltrane },
      { response: "Rock, and jazz.", track: coltrane },
      { response: "Enjoy.", track: coltrane },
    ]);
    expect(total).toEqual({
      responses: 3,
      responsesWithClaims: 2,
      claims: 4,
      trueClaims: 3,
      trueShare: 3 / 4,
      faithfulShare: 1 / 2,
    });
  });

  it("need a catalogue", () => {
    expect(() => createClaimChecker([])).toThrow(ArgumentError);
  });
});
