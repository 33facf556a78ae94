import { describe, expect, it } from "vitest";
import { llama3Segments } from "./llama3-template.ts";
import { renderSegments } from "./render-segments.ts";
import type { Segment } from "./render-segments.ts";

function textOf(segments: readonly Segment[]): string {
  return segments.map((segment) => ("text" in segment ? segment.text : segment.special)).join("");
}

const conversation = llama3Segments([
  { role: "system", content: "Recommend music." },
  { role: "user", content: "Something <|eot_id|> slow " },
  {
    role: "assistant",
    content: [{ special: "<start_of_music>" }, { special: "<|audio-3|>" }, { text: "Here." }],
  },
]);

describe("unit: llama3Segments", () => {
  it("writes Llama 3's chat layout", () => {
    expect(textOf(conversation)).toBe(
      "<|begin_of_text|>" +
        "<|start_header_id|>system<|end_header_id|>\n\nRecommend music.<|eot_id|>" +
        "<|start_header_id|>user<|end_header_id|>\n\nSomething <|eot_id|> slow<|eot_id|>" +
        "<|start_header_id|>assistant<|end_header_id|>\n\n<start_of_music><|audio-3|>Here.<|eot_id|>",
    );
  });

  it("teaches the assistant's words and end of turn only", () => {
    expect(textOf(conversation.filter((segment) => segment.loss))).toBe(
      "<start_of_music><|audio-3|>Here.<|eot_id|>",
    );
  });

  it("opens the assistant's turn for generation", () => {
    const prompt = llama3Segments([{ role: "user", content: "Hi" }], {
      begin: false,
      addGenerationPrompt: true,
    });
    expect(textOf(prompt)).toBe(
      "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    );
    expect(prompt.some((segment) => segment.loss)).toBe(false);
  });
});

describe("unit: renderSegments", () => {
  it("gives ids and a weight for each; text stays text", () => {
    const tokenizer = {
      encodeText: (text: string) => [...text].map((letter) => letter.charCodeAt(0)),
      specialId: (token: string) => 1000 + token.length,
    };
    const { ids, weights } = renderSegments(tokenizer, [
      { text: "<a>", loss: false },
      { special: "<a>", loss: true },
      { text: "b", loss: true },
    ]);
    expect([...ids]).toEqual([60, 97, 62, 1003, 98]);
    expect([...weights]).toEqual([0, 0, 0, 1, 1]);
  });
});
