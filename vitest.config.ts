import { defineConfig } from "vitest/config";
import { softwareVulkan } from "./tools/software-vulkan.ts";

const conditions = ["@talkplay/source", "node", "import", "module", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["{packages,examples}/*/src/**/*.test.ts", "bench/src/**/*.test.ts", "tools/**/*.test.mjs"],
    env: softwareVulkan(),
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
