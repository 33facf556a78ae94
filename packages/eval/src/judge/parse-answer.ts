/** The last JSON object in a model's answer, whatever stands around it; `undefined` without one. */
export function parseAnswer(answer: string): Record<string, unknown> | undefined {
  for (let start = answer.lastIndexOf("{"); start >= 0; start = answer.lastIndexOf("{", start - 1)) {
    const end = answer.lastIndexOf("}");
    try {
      const value: unknown = JSON.parse(answer.slice(start, end + 1));
      if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
    } catch {
      // An inner brace: the object starts further left.
    }
    if (start === 0) break;
  }
  return undefined;
}
