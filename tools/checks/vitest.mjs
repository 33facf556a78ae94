// @ts-check
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { run } from "./run.mjs";

const reportFile = ".cache/vitest-report.json";

/**
 * Runs every unit, relation and parity test and adds vitest's own counts: a test that was skipped (data or a
 * backend is not here) is counted as skipped.
 *
 * @param {import("./tally.mjs").Tally} tally
 */
export async function checkTests(tally) {
  mkdirSync(".cache", { recursive: true });
  rmSync(reportFile, { force: true });
  const { code } = await run("npx", [
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${reportFile}`,
  ]);
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  let report;
  try {
    report = JSON.parse(readFileSync(reportFile, "utf8"));
  } catch {
    tally.check("vitest wrote its report", false, `exit code ${code}`);
    return;
  }
  const failures = report.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName),
  );
  // A file that throws while it loads fails without any test of its own.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  tally.add({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  });
  for (const file of brokenFiles) tally.check(`${file.name} loads`, false);
  if (code !== 0 && failures.length === 0 && brokenFiles.length === 0) {
    tally.check("vitest ends without an error outside the tests", false, `exit code ${code}`);
  }
}
