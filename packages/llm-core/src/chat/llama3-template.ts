import type { Segment } from "./render-segments.ts";

/** One message of a conversation. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  /** A text, or parts in order where special tokens of the caller's own (music tokens) take part. */
  content: string | readonly ContentPart[];
}

/** A piece of a message: plain text, or one special token by name. */
export type ContentPart = { text: string } | { special: string };

/** Options of `llama3Segments`. */
export interface Llama3TemplateOptions {
  /** Whether the text begins with `<|begin_of_text|>`. @default true */
  begin?: boolean;
  /** Whether the header of an assistant's answer closes the text, for generation. @default false */
  addGenerationPrompt?: boolean;
}

/** Special tokens that {@link llama3Segments} uses; a tokenizer for it must have them. */
export const llama3ChatTokens = [
  "<|begin_of_text|>",
  "<|start_header_id|>",
  "<|end_header_id|>",
  "<|eot_id|>",
] as const;

/**
 * A conversation in Llama 3's chat layout: `<|start_header_id|>role<|end_header_id|>`, a blank line, the content,
 * `<|eot_id|>`.
 *
 * The model learns what an assistant says and its end of turn; never headers, nor what others say (the paper's §3.2;
 * the template itself it does not state). A content that is one text is trimmed, as Meta's template does; parts are not.
 */
export function llama3Segments(
  messages: Iterable<ChatMessage>,
  options: Llama3TemplateOptions = {},
): Segment[] {
  const segments: Segment[] = (options.begin ?? true) ? [{ special: "<|begin_of_text|>", loss: false }] : [];
  for (const { role, content } of messages) {
    const loss = role === "assistant";
    const parts = typeof content === "string" ? [{ text: content.trim() }] : content;
    segments.push(...header(role), ...parts.map((part) => ({ ...part, loss })), {
      special: "<|eot_id|>",
      loss,
    });
  }
  if (options.addGenerationPrompt) segments.push(...header("assistant"));
  return segments;
}

function header(role: ChatMessage["role"]): Segment[] {
  return [
    { special: "<|start_header_id|>", loss: false },
    { text: role, loss: false },
    { special: "<|end_header_id|>", loss: false },
    { text: "\n\n", loss: false },
  ];
}
