/** A tensor is larger than what the GPU takes in one piece. Nothing was computed; the other tensors are as they were. */
export class WebGpuMemoryError extends Error {
  override readonly name = "WebGpuMemoryError";

  constructor(
    /** The shader that would have read or written it, by tfjs's name. */
    readonly operation: string,
    /** Of the tensor that is too large. */
    readonly shape: readonly number[],
    readonly bytes: number,
    /** Bytes of the largest tensor that the device takes. */
    readonly limit: number,
  ) {
    super(
      `${operation}: a tensor [${shape.join(", ")}] has ${bytes} bytes, this GPU takes at most ${limit} in one piece; ` +
        "take a smaller model, batch or chunk, or another backend.",
    );
  }
}

/** What went wrong on the GPU: no memory, a call that it refuses, a failure of the driver, or the device is gone. */
export type WebGpuFailure = "out-of-memory" | "validation" | "internal" | "lost";

/**
 * The GPU failed at something that was asked of it earlier, so that tensors computed since may hold anything. From then
 * on, every operation on the GPU and every read throws this error.
 */
export class WebGpuDeviceError extends Error {
  override readonly name = "WebGpuDeviceError";
  /** The shader that failed, by tfjs's name, if the device names it. */
  readonly operation: string | undefined;

  constructor(
    readonly failure: WebGpuFailure,
    /** The device's own words; they name the shader or buffer where it knows them. */
    readonly deviceMessage: string,
  ) {
    super(
      `${what[failure]}: ${deviceMessage.trim().replace(/\.+$/, "") || "the device gives no reason"}. Tensors computed on it since are not ` +
        `to be trusted: ${remedy[failure]}`,
    );
    this.operation = /"(\w+Program)"/.exec(deviceMessage)?.[1];
  }
}

const what: Record<WebGpuFailure, string> = {
  "out-of-memory": "The GPU is out of memory",
  validation: "WebGPU refused an operation",
  internal: "The GPU failed at an operation",
  lost: "The GPU is lost",
};

const anew = "start the page, worker or process anew and load the model or its last checkpoint";
const remedy: Record<WebGpuFailure, string> = {
  "out-of-memory": `${anew}, with a smaller batch, context or model.`,
  validation: `${anew} on another backend (wasm), and report this message.`,
  internal: `${anew}; if it happens again, on another backend (wasm).`,
  lost: `${anew}.`,
};
