/** What stood in the way of the native backend. */
export type NativeSetupObstacle =
  /** No TensorFlow wheel exists for this operating system, processor or device. */
  | "platform"
  /** Python with pip, a C++ compiler or the JavaScript half of tfjs-node is not installed. */
  | "missing"
  /** pip could not fetch the wheel. */
  | "download"
  /** A file is not the one that the recipe names. */
  | "checksum"
  /** The C++ compiler failed. */
  | "compile"
  /** The compiled binding loads or computes wrongly here. */
  | "check";

/** The native backend could not be prepared; everything else works on without it, on the wasm backend. */
export class NativeSetupError extends Error {
  override readonly name = "NativeSetupError";

  constructor(
    readonly obstacle: NativeSetupObstacle,
    message: string,
    /** Output of the tool that failed, if one did. */
    readonly output?: string,
  ) {
    super(message);
  }
}
