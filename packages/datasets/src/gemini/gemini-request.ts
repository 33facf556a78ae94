import type { GenerateContentParameters } from "@google/genai";
import type { ProviderAnswer, SynthesisRequest } from "../synthesis/provider/dialogue-provider.ts";
import type { GeminiResponse } from "./gemini-client.ts";

/** How a request is put to Gemini, with the answer's schema as structured output. */
export function geminiRequest(options: {
  model: string;
  request: SynthesisRequest;
  maximumOutputTokens: number;
  temperature: number;
}): GenerateContentParameters {
  const { model, request, maximumOutputTokens, temperature } = options;
  const { system, user, schema } = request.prompt;
  return {
    model,
    contents: [{ role: "user", parts: [{ text: user }] }],
    config: {
      systemInstruction: { parts: [{ text: system }] },
      responseMimeType: "application/json",
      responseJsonSchema: schema,
      maxOutputTokens: maximumOutputTokens,
      temperature,
    },
  };
}

/** Thinking is charged as output. A response that was blocked has no text; it is recorded as an empty answer. */
export function geminiAnswer(response: GeminiResponse): ProviderAnswer {
  const {
    promptTokenCount = 0,
    candidatesTokenCount = 0,
    thoughtsTokenCount = 0,
  } = response.usageMetadata ?? {};
  const [candidate] = response.candidates ?? [];
  // Responses of a batch are plain objects, without the class's getter.
  const parts = candidate?.content?.parts?.filter(({ thought }) => !thought).map(({ text = "" }) => text);
  return {
    text: parts?.join("") ?? response.text ?? "",
    inputTokens: promptTokenCount,
    outputTokens: candidatesTokenCount + thoughtsTokenCount,
    ...(candidate?.finishReason !== undefined && { finishReason: candidate.finishReason }),
  };
}
