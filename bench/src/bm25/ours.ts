import { createBm25 } from "@talkplay/eval";
import type { Bm25 } from "@talkplay/eval";
import { readFileSync } from "node:fs";
import { listen } from "../contender/listen.ts";
import type { CollectionFiles } from "./collection.ts";

let index: Bm25;
let queries: string[][];

await listen(({ load, scores, search }) => {
  if (load) {
    const files = load as CollectionFiles;
    const documents = readFileSync(files.documents, "utf8").split("\n");
    queries = readFileSync(files.queries, "utf8")
      .split("\n")
      .map((line) => line.split(" "));
    const start = performance.now();
    index = createBm25(documents);
    return { buildSeconds: (performance.now() - start) / 1000 };
  }
  if (scores) return queries.map((query) => [...index.search(query, { limit: scores as number }).scores]);
  const start = performance.now();
  for (const query of queries) index.search(query, { limit: search as number });
  return queries.length / ((performance.now() - start) / 1000);
});
