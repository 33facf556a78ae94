import path from "node:path";
import { describe, expect, it } from "vitest";
import { nativeFolder } from "./native-folder.ts";
import { nativeRecipe } from "./native-recipe.ts";

describe("unit: what the native backend is made of, and where it goes", () => {
  it("takes another wheel for GPUs, by name and hash", () => {
    const machine = { platform: "linux", arch: "x64", musl: false };
    const cpu = nativeRecipe("cpu", machine).wheel;
    const gpu = nativeRecipe("gpu", machine).wheel;
    expect(cpu.file).toBe("tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl");
    expect(gpu.file).toBe("tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl");
    expect(cpu.sha256).not.toBe(gpu.sha256);
  });

  it("says where no library exists", () => {
    const alpine = { platform: "linux", arch: "x64", musl: true };
    expect(() => nativeRecipe("cpu", alpine)).toThrow(expect.objectContaining({ obstacle: "platform" }));
    expect(() => nativeRecipe("cpu", alpine)).toThrow("for CPU on linux x64 without glibc");
    const windows = { platform: "win32", arch: "x64", musl: false };
    expect(() => nativeRecipe("gpu", windows)).toThrow("for GPU on win32 x64");
  });

  it("keeps a folder per version and device in the user's cache, unless told otherwise", () => {
    const name = `2.21.0-gpu-${process.platform}-${process.arch}-napi8`;
    expect(gpuFolder(undefined, { XDG_CACHE_HOME: "/c" })).toBe(path.resolve("/c/talkplay/native", name));
    expect(gpuFolder(undefined, { XDG_CACHE_HOME: "/c", TALKPLAY_NATIVE: "/own" })).toBe(
      path.resolve("/own"),
    );
    expect(gpuFolder("/other", { TALKPLAY_NATIVE: "/own" })).toBe(path.resolve("/other", name));
  });
});

function gpuFolder(cache: string | undefined, env: NodeJS.ProcessEnv): string {
  return nativeFolder({ device: "gpu", cache, env });
}
