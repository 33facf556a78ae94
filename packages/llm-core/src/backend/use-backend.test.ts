import { describe, expect, it } from "vitest";
import { BackendUnavailableError } from "./backend-unavailable-error.ts";
import { chooseBackend, type BackendName, type OpenBackend } from "./choose-backend.ts";
import { useBackend } from "./use-backend.ts";

const fastestFirst: BackendName[] = ["tensorflow", "webgpu", "wasm", "cpu"];

/** Backends that run with the detail given, and those that do not, with their reason as an error. */
function fakes(backends: Record<BackendName, string | Error>) {
  const opened: BackendName[] = [];
  const opener = (name: BackendName): OpenBackend => {
    return async () => {
      opened.push(name);
      const outcome = backends[name];
      if (outcome instanceof Error) throw outcome;
      return outcome;
    };
  };
  const open = {
    tensorflow: opener("tensorflow"),
    webgpu: opener("webgpu"),
    wasm: opener("wasm"),
    cpu: opener("cpu"),
  };
  return { open, opened };
}

describe("unit: choosing a backend", () => {
  const machine = {
    tensorflow: new Error("the native backend is not set up (run: npx talkplay-native)"),
    webgpu: new Error("WebGPU finds no GPU."),
    wasm: "one thread",
    cpu: "plain JavaScript, slow",
  };

  it("takes the fastest that runs and says why nothing faster does", async () => {
    const { open, opened } = fakes(machine);
    const backend = await chooseBackend({ order: fastestFirst, open });
    expect(backend.name).toBe("wasm");
    expect(opened).toEqual(["tensorflow", "webgpu", "wasm"]);
    expect(backend.unavailable.map(({ name }) => name)).toEqual(["tensorflow", "webgpu"]);
    expect(backend.line).toBe(
      "Computing on wasm (one thread); nothing faster, because tensorflow: the native backend is not set up " +
        "(run: npx talkplay-native); webgpu: WebGPU finds no GPU.",
    );
  });

  it("tries nothing after the first that runs", async () => {
    const { open, opened } = fakes({ ...machine, tensorflow: "native TensorFlow 2.21.0 on the CPU" });
    const backend = await chooseBackend({ order: fastestFirst, open });
    expect(backend.line).toBe("Computing on tensorflow (native TensorFlow 2.21.0 on the CPU).");
    expect(opened).toEqual(["tensorflow"]);
  });

  it("goes by the caller's order, with no way round it", async () => {
    const { open, opened } = fakes(machine);
    expect((await chooseBackend({ order: ["cpu", "wasm"], open })).name).toBe("cpu");
    const failure = await chooseBackend({ order: ["webgpu"], open }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BackendUnavailableError);
    expect(failure).toMatchObject({ unavailable: [{ name: "webgpu", reason: "WebGPU finds no GPU." }] });
    expect(opened).toEqual(["cpu", "webgpu"]);
  });
});

describe("unit: asking for a backend", () => {
  it("refuses a name or a limit that means nothing", async () => {
    await expect(useBackend("gpu" as BackendName)).rejects.toThrow(
      RangeError("gpu is no backend; give tensorflow, webgpu, wasm, cpu or auto."),
    );
    await expect(useBackend({ preference: [] })).rejects.toThrow(RangeError);
    await expect(useBackend({ preference: "cpu", memoryBytes: Number.NaN })).rejects.toThrow(
      "memoryBytes is NaN",
    );
  });

  it("says how to get native TensorFlow when its folder is not ready", async () => {
    const failure = useBackend({ preference: "tensorflow", nativeFolder: "no such folder" });
    await expect(failure).rejects.toThrow("run: npx talkplay-native");
  });
});
