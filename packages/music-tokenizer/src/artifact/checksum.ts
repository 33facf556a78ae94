/** SHA-256 as 64 hexadecimal digits. @throws {Error} in a browser page that came neither by https nor from localhost. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  if (!globalThis.crypto?.subtle) {
    throw new Error(
      "Artifacts are checked by SHA-256, which browsers offer on https and localhost only: serve it there.",
    );
  }
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
