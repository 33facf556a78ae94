import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Versions that a result depends on. */
export function versions(): Record<string, string> {
  const packages = [
    "@talkplay/datasets",
    "@talkplay/music-tokenizer",
    "@talkplay/llm-core",
    "@talkplay/losses",
    "@talkplay/matcher",
    "@talkplay/eval",
    "@tensorflow/tfjs-core",
  ];
  return {
    node: process.version,
    ...Object.fromEntries(
      packages.map((name) => [name, (require(`${name}/package.json`) as { version: string }).version]),
    ),
  };
}
