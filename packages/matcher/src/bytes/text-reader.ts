/** Decodes UTF-8 as it stands, from shared memory as well (which TextDecoder refuses in browsers). */
export function createTextReader(): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes.slice());
}
