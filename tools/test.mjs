// @ts-check
// npm test: installs what is missing, runs everything that must pass, and closes with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { Tally } from "./checks/tally.mjs";

const setup = spawnSync(process.execPath, ["tools/setup.mjs"], { stdio: "inherit" });
const tally = new Tally();
tally.check("set-up", setup.status === 0, `tools/setup.mjs ended with code ${setup.status}`);

if (setup.status === 0) {
  // Imported only now: on a fresh clone nothing is installed before the set-up.
  const { checkHouseRules } = await import("./checks/house-rules.mjs");
  const { checkTests } = await import("./checks/vitest.mjs");
  const { packAndCheck } = await import("./checks/packages.mjs");
  const { checkConsumer } = await import("./checks/consumer.mjs");
  const { checkMainJob } = await import("./checks/main-job.mjs");
  await checkHouseRules(tally);
  await checkTests(tally);
  await checkConsumer(tally, await packAndCheck(tally));
  await checkMainJob(tally);
}
process.exitCode = tally.close();
