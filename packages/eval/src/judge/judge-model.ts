/**
 * A chat model as the providers of the `ai` SDK make it (`openai("…")`, `google("…")`, a local server's …): this is the
 * part of their `LanguageModelV2` and `LanguageModelV3` that is used. Anything with such a method will do.
 */
export interface JudgeModel {
  readonly modelId?: string;
  doGenerate(options: {
    prompt: (
      | { role: "system"; content: string }
      | { role: "user"; content: { type: "text"; text: string }[] }
    )[];
    temperature?: number;
    maxOutputTokens?: number;
    abortSignal?: AbortSignal;
  }): PromiseLike<{ content: readonly { type: string }[] }>;
}

/** The text that the model answers. */
export async function askModel(
  model: JudgeModel,
  { system, user, signal }: { system: string; user: string; signal?: AbortSignal | undefined },
): Promise<string> {
  const { content } = await model.doGenerate({
    prompt: [
      { role: "system", content: system },
      { role: "user", content: [{ type: "text", text: user }] },
    ],
    temperature: 0,
    maxOutputTokens: 1000,
    ...(signal && { abortSignal: signal }),
  });
  return content.map((part) => ("text" in part && part.type === "text" ? String(part.text) : "")).join("");
}
