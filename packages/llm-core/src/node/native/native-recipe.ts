import { NativeSetupError } from "./native-setup-error.ts";

/** What the compute kernels run on: any processor, or NVIDIA GPUs (CUDA 12.5, cuDNN 9). */
export type NativeDevice = "cpu" | "gpu";

/** TensorFlow's own wheels hold its C library and headers; these are the ones that the binding was tried against. */
export const tensorflowVersion = "2.21.0";

/** What the set-up takes from where, for one kind of machine. */
export interface NativeRecipe {
  wheel: { requirement: string; file: string; platform: string; sha256: string };
  /** Shared libraries inside the wheel that the binding links. */
  libraries: string[];
  /** Headers inside the wheel that the binding includes. */
  headers: string[];
  /** Flags of the C++ compiler, besides inputs, output and include folders. */
  linkFlags: string[];
}

const headersIn = (folder: string, names: string[]) =>
  names.map((name) => `tensorflow/include/${folder}/${name}.h`);

const headers = [
  ...headersIn("tensorflow/c", [
    "c_api",
    "c_api_macros",
    "tf_attrtype",
    "tf_buffer",
    "tf_datatype",
    "tf_status",
    "tf_tensor",
    "tf_tstring",
  ]),
  ...headersIn("tensorflow/c/eager", ["c_api"]),
  ...headersIn("tensorflow/core/platform", ["ctstring", "ctstring_internal"]),
  ...headersIn("tsl/platform", ["ctstring", "ctstring_internal"]),
  ...headersIn("xla/tsl/c", ["tsl_status"]),
];

const linux = {
  libraries: ["tensorflow/libtensorflow_cc.so.2", "tensorflow/libtensorflow_framework.so.2"],
  headers,
  linkFlags: ["-Wl,-rpath,$ORIGIN/tensorflow"],
};

const macos = {
  libraries: ["tensorflow/libtensorflow_cc.2.dylib", "tensorflow/libtensorflow_framework.2.dylib"],
  headers,
  linkFlags: ["-undefined", "dynamic_lookup", "-Wl,-rpath,@loader_path/tensorflow"],
};

function wheel(
  project: "tensorflow" | "tensorflow-cpu",
  platform: string,
  sha256: string,
): NativeRecipe["wheel"] {
  const file = `${project.replace("-", "_")}-${tensorflowVersion}-cp311-cp311-${platform}.whl`;
  return { requirement: `${project}==${tensorflowVersion}`, file, platform, sha256 };
}

/** By platform, architecture and device. Linux on ARM and macOS follow the same steps but were never tried. */
const recipes: Record<string, NativeRecipe> = {
  "linux-x64-cpu": {
    ...linux,
    wheel: wheel(
      "tensorflow-cpu",
      "manylinux_2_27_x86_64",
      "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
    ),
  },
  "linux-x64-gpu": {
    ...linux,
    wheel: wheel(
      "tensorflow",
      "manylinux_2_27_x86_64",
      "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
    ),
  },
  "linux-arm64-cpu": {
    ...linux,
    wheel: wheel(
      "tensorflow",
      "manylinux_2_27_aarch64",
      "4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c",
    ),
  },
  "darwin-arm64-cpu": {
    ...macos,
    wheel: wheel(
      "tensorflow",
      "macosx_12_0_arm64",
      "51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88",
    ),
  },
};

/**
 * @throws NativeSetupError when TensorFlow publishes no wheel for this kind of machine
 */
export function nativeRecipe(
  device: NativeDevice,
  machine: { platform: string; arch: string; musl: boolean },
): NativeRecipe {
  const recipe = recipes[`${machine.platform}-${machine.arch}-${device}`];
  if (recipe !== undefined && !machine.musl) return recipe;
  const kind = `${machine.platform} ${machine.arch}${machine.musl ? " without glibc" : ""}`;
  throw new NativeSetupError(
    "platform",
    `There is no TensorFlow library for ${device.toUpperCase()} on ${kind}; use the wasm or the webgpu backend there.`,
  );
}
