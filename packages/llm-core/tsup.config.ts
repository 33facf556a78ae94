import { defineConfig } from "tsup";
import { packageBuild } from "../../tsup.shared.ts";

const build = packageBuild({
  index: "src/index.ts",
  "node/index": "src/node/index.ts",
  // Reached by the "imports" of package.json, which choose by the place where the code runs.
  "backend/browser-runtime": "src/backend/browser-runtime.ts",
  "node/native/node-runtime": "src/node/native/node-runtime.ts",
  "node/native/check-native": "src/node/native/check-native.ts",
  "bin/talkplay-native": "src/bin/talkplay-native.ts",
});

export default defineConfig({ ...build, external: [...(build.external ?? []), /^#/] });
