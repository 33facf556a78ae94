import { existsSync } from "node:fs";
import { tmpdir } from "node:os";

/** Chromium brings a Vulkan driver in software and Vulkan's loader along. */
const chromium = "/usr/lib/chromium";

/**
 * The environment in which WebGPU in Node finds a device without a GPU. A machine's own Vulkan comes first, if these
 * variables set it up.
 *
 * @returns nothing to add where Chromium is not installed
 */
export function softwareVulkan(): Record<string, string> {
  const driver = `${chromium}/vk_swiftshader_icd.json`;
  if (process.env.VK_ICD_FILENAMES !== undefined || !existsSync(driver)) return {};
  return {
    VK_ICD_FILENAMES: driver,
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, chromium].filter(Boolean).join(":"),
    XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? tmpdir(),
  };
}
