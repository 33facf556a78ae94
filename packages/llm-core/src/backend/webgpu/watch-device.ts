import type * as tf from "@tensorflow/tfjs-core";
import { nextMacrotask } from "../../generation/next-macrotask.ts";
import type { WebGpuBackend, WebGpuDevice, WebGpuErrorFilter } from "./webgpu-backend.ts";
import { WebGpuDeviceError, WebGpuMemoryError } from "./webgpu-errors.ts";

const filters: readonly WebGpuErrorFilter[] = ["validation", "out-of-memory", "internal"];

/** Backends that are watched already. */
const watched = new WeakSet<WebGpuBackend>();

/**
 * Makes failures of the GPU errors of the program. WebGPU reports them beside the program's course, and tfjs does not
 * listen: what failed stays zero, and what is computed from it goes on.
 *
 * A tensor above the device's limits throws a `WebGpuMemoryError` before anything runs. Everything else happens inside
 * error scopes that each read of a tensor closes and opens again, so that a read resolves only if all that was asked
 * of the device before it was done; else it, and everything after it, throws a `WebGpuDeviceError`. A second call does nothing.
 */
export function watchDevice(backend: WebGpuBackend): void {
  if (watched.has(backend)) return;
  watched.add(backend);
  const { device } = backend;
  let failed: WebGpuDeviceError | undefined;
  const fail = (error: WebGpuDeviceError): void => void (failed ??= error);
  const throwIfFailed = (): void => {
    if (failed) throw failed;
  };
  void device.lost.then(({ reason, message }) =>
    fail(new WebGpuDeviceError("lost", [reason, message].filter(Boolean).join(": "))),
  );

  const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const run = backend.runWebGPUProgram.bind(backend);
  const read = backend.read.bind(backend);
  const readSync = backend.readSync.bind(backend);
  Object.assign(backend, {
    runWebGPUProgram: (...given: Parameters<WebGpuBackend["runWebGPUProgram"]>) => {
      throwIfFailed();
      const [program, inputs] = given;
      for (const shape of [program.outputShape, ...inputs.map((input) => input.shape)]) {
        const bytes = 4 * shape.reduce((product, size) => product * size, 1);
        if (bytes > limit) throw new WebGpuMemoryError(program.constructor.name, shape, bytes, limit);
      }
      return run(...given);
    },
    read: async (dataId: tf.DataId) => {
      throwIfFailed();
      try {
        const [values] = await Promise.all([read(dataId), closeScopes(device, fail)]);
        throwIfFailed();
        return values;
      } catch (error) {
        // A lost device refuses the read before it says that it is lost.
        await nextMacrotask();
        throw failed ?? error;
      }
    },
    readSync: (dataId: tf.DataId) => {
      throwIfFailed();
      return readSync(dataId);
    },
  });
  openScopes(device);
}

function openScopes(device: WebGpuDevice): void {
  for (const filter of filters) device.pushErrorScope(filter);
}

/** Resolves when everything that was asked of the device in the scopes is done or has failed; opens the next ones. */
async function closeScopes(device: WebGpuDevice, fail: (error: WebGpuDeviceError) => void): Promise<void> {
  const closing = filters
    .toReversed()
    .map(async (filter) => ({ filter, error: await device.popErrorScope().catch(() => null) })); // null: it is lost
  openScopes(device);
  for (const { filter, error } of await Promise.all(closing)) {
    if (error !== null) fail(new WebGpuDeviceError(filter, error.message));
  }
}
