/**
 * Makes a function that takes secrets out of a text: the given values, the values of environment variables that are
 * named as secrets are, and whatever has the form of a key or of an authorization header.
 */
export function redactSecrets(secrets: () => readonly string[]): (text: string) => string {
  return (text) => {
    const values = [...secrets(), ...environmentSecrets()].filter((value) => value.length >= 8);
    const forms = values.flatMap((value) => [
      value,
      encodeURIComponent(value),
      Buffer.from(value).toString("base64"),
    ]);
    const without = forms
      .toSorted((a, b) => b.length - a.length)
      .reduce((rest, value) => rest.replaceAll(value, "[secret]"), text);
    return KEY_FORMS.reduce((rest, form) => rest.replace(form, "[secret]"), without);
  };
}

function environmentSecrets(): string[] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && /(^|_)(key|token|secret|password|credentials?)$/i.test(name) ? [value] : [],
  );
}

const KEY_FORMS: readonly RegExp[] = [
  /\bBearer\s+[\w.~+/-]{8,}=*/gi,
  /\bsk-[\w-]{16,}/g,
  /\bAIza[\w-]{30,}/g,
  /(?<=[?&](?:key|api_key|access_token)=)[^&\s"']+/gi,
];
