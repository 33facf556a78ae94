/** Forms in which services repeat the key that they were sent. */
const KEY_FORMS = [
  /(?<=\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}/gi,
  /(?<=\b(?:api[-_ ]?key|key|access[-_ ]?token|token|authorization)["']?\s*(?:provided)?\s*[:=]\s*["']?)[^\s"'&,;]{6,}/gi,
  /\b(?:sk|pk|rk|gsk|xai|hf|key)[-_][\w*-]{6,}/gi,
  /\bAIza[\w-]{10,}/g,
  /\b(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{32,}\b/gi,
];

/** A message without whatever has the form of a key. */
export function redactKeys(text: string): string {
  return KEY_FORMS.reduce((rest, form) => rest.replace(form, "[secret]"), text);
}
