/** The WebAssembly backend has no room for a tensor: its memory ends at 4 GB. */
export class WasmMemoryError extends Error {
  override readonly name = "WasmMemoryError";

  constructor(
    /** Size of the tensor that did not fit. */
    readonly bytes: number,
  ) {
    super(
      `The wasm backend has no ${bytes} bytes left for a tensor (its memory ends at 4 GB); take a smaller model or batch, or another backend.`,
    );
  }
}
