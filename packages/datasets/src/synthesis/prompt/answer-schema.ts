/** A JSON schema, as providers with structured output take it. */
export type JsonSchema = { [keyword: string]: unknown };

/** The schema of an answer over the given tracks: `track` can be nothing but one of their ids. */
export function answerSchema(trackIds: readonly string[]): JsonSchema {
  const text = { type: "string" };
  const turn = {
    type: "object",
    properties: { query: text, track: { type: "string", enum: [...trackIds] }, response: text },
    required: ["query", "track", "response"],
    additionalProperties: false,
  };
  return {
    type: "object",
    properties: { goal: text, turns: { type: "array", items: turn } },
    required: ["goal", "turns"],
    additionalProperties: false,
  };
}
