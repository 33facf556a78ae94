/** The rules of the house that can be read off the imports. */
const packages = ["datasets", "music-tokenizer", "llm-core", "losses", "matcher", "eval"];

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...packages.map((name) => ({
      name: `${name}-stands-alone`,
      comment: "a package never imports another of the six, nor an example",
      severity: "error",
      from: { path: `^packages/${name}/` },
      to: { path: `^(packages/(?!${name}/)|examples/|bench/|tools/)` },
    })),
    {
      name: "examples-import-packages-only",
      comment:
        "an example uses a package by its name, and examples/talkplay by its name; never bench or tools",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(bench|tools|parity)/" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$" },
      to: { couldNotResolve: true },
    },
    {
      name: "tests-stay-out-of-code",
      severity: "error",
      from: { pathNot: "\\.test(-d)?\\.ts$" },
      to: { path: "\\.test(-d)?\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules/(?!@talkplay))" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["@talkplay/source", "import", "node", "default"],
      exportsFields: ["exports"],
    },
  },
};
