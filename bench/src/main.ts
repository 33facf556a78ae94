import { writeResult } from "./result-file.ts";
import { benchmarks } from "./benchmarks.ts";
import { resultTable } from "./result-table.ts";

const usage = `Usage: npm run bench -- NAME [--quick]     ours and the peer side by side; writes bench/results/NAME.json
       npm run bench -- list               the names`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes("--quick");
  const [name, ...rest] = args.filter((argument) => argument !== "--quick");
  const unknown = rest.length > 0 || (name ?? "").startsWith("--");
  if (name === "list" && !unknown) {
    for (const load of Object.values(benchmarks)) {
      const { benchmark } = await load();
      console.log(`${benchmark.name.padEnd(16)}${benchmark.description}`);
    }
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (load === undefined || unknown) {
    console.error(`${usage}\nNames: ${Object.keys(benchmarks).join(", ")}`);
    return 2;
  }
  const { benchmark } = await load();
  const outcome = await benchmark.run({ quick });
  const command = `npm run bench -- ${benchmark.name}${quick ? " --quick" : ""}`;
  console.log(resultTable(outcome));
  console.log(`\nwritten: ${await writeResult({ name: benchmark.name, command, outcome })}`);
  return 0;
}
