import { createHash } from "node:crypto";
import { useBackend } from "@talkplay/llm-core";
import { fitKMeans } from "@talkplay/music-tokenizer";
import { nearTies } from "./near-ties.ts";

await useBackend("tensorflow");
const { rows, width } = nearTies();
const { centroids, assignments } = await fitKMeans(rows, { width, clusters: 100, seed: 1, iterations: 8 });
process.stdout.write(
  `codebook ${createHash("sha256").update(centroids).update(assignments).digest("hex")}\n`,
);
