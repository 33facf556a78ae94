// @ts-check

/** Counts what passed, failed and was skipped, and prints each check as it ends. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** @type {string[]} */
  failures = [];

  /**
   * @param {string} name
   * @param {boolean} ok
   * @param {string} [detail] shown when the check failed
   */
  check(name, ok, detail = "") {
    if (ok) {
      this.passed += 1;
      console.log(`ok      ${name}`);
    } else {
      this.failed += 1;
      this.failures.push(name);
      console.log(`FAILED  ${name}`);
      if (detail) console.log(detail.trimEnd().replace(/^/gm, "        "));
    }
  }

  /** @param {{ passed: number, failed: number, skipped: number, failures: string[] }} counts */
  add({ passed, failed, skipped, failures }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    this.failures.push(...failures);
  }

  /** The closing line, alone on its line. */
  close() {
    for (const name of this.failures) console.log(`failed: ${name}`);
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : "";
    console.log(`${this.passed} passed, ${this.failed} failed${skipped}`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}
