// @ts-check
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { typescript } from "../setup.mjs";
import { run } from "./run.mjs";

/**
 * The main job as a user runs it, at its smallest size: a run that is killed and resumed, its report, the chat, and
 * what bad input is told.
 *
 * @param {import("./tally.mjs").Tally} tally
 */
export async function checkMainJob(tally) {
  const folder = mkdtempSync(join(tmpdir(), "talkplay-main-job-"));
  try {
    await checkRun(tally, join(folder, "run"));
    await checkChat(tally, join(folder, "run"));
    await checkOtherData(tally, folder);
    await checkBaseModel(tally, folder);
    await checkBadInput(tally, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} args */
const trainFull = (...args) => run("npm", ["run", "--silent", "train-full", "--", ...args], { quiet: true });

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} out
 */
async function checkRun(tally, out) {
  const args = ["--size", "tiny", "--out", out, "--seed", "3"];
  const killed = await run("bash", ["-c", killWhileTraining, "bash", ...args], {
    quiet: true,
    env: { OUT: out, CHECKPOINTS: join(out, "work", "checkpoints") },
  });
  tally.check("main job: a run is killed while it trains", killed.output.includes("killed"), killed.output);
  const resumed = await trainFull(...args, "--resume");
  tally.check("main job: the killed run resumes and finishes", resumed.code === 0, resumed.output);
  tally.check(
    "main job: it goes on from a checkpoint",
    resumed.output.includes("going on from step"),
    resumed.output,
  );
  if (resumed.code !== 0) return;
  const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
  const systems = [
    "talkplay",
    "talkplay-paper",
    "bm25",
    "dense",
    "item-knn",
    "popularity",
    "random",
    "fusion",
  ];
  for (const testSet of ["written", "simulated"]) {
    const found = report.evaluations.filter(
      (/** @type {{ testSet: string }} */ row) => row.testSet === testSet,
    );
    const names = new Set(found.map((/** @type {{ system: string }} */ row) => row.system));
    tally.check(
      `main job: every system is scored on ${testSet}, warm and cold apart`,
      systems.every((name) => names.has(name)) &&
        found.every((/** @type {{ turns: number }} */ row) => row.turns >= 0),
      [...names].join(", "),
    );
  }
  const page = readFileSync(join(out, "report.html"), "utf8");
  tally.check("main job: the page shows its plots", (page.match(/<svg/g) ?? []).length >= 5);
  tally.check("main job: the page loads nothing from elsewhere", !/(src|href)="https?:/.test(page));
  const again = await trainFull(...args);
  tally.check("main job: a folder that holds a run is not written over", again.code === 2, again.output);
}

/** Starts the job, waits for its first checkpoint, and kills it without warning. */
const killWhileTraining = `
npm run --silent train-full -- "$@" & job=$!
for _ in $(seq 600); do
  if compgen -G "$CHECKPOINTS/step-*" > /dev/null || ! kill -0 $job 2> /dev/null; then break; fi
  sleep 0.2
done
pkill -KILL -f -- "main.ts --size tiny --out $OUT" && echo killed
wait $job 2> /dev/null
true
`;

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} out
 */
async function checkChat(tally, out) {
  const chat = await run(
    "bash",
    ["-c", `printf 'something calm and ambient\\n\\n' | npm run --silent chat -- "$1"`, "bash", out],
    {
      quiet: true,
    },
  );
  tally.check(
    "chat: a wish gets five tracks",
    chat.code === 0 && /^ {2}5\. /m.test(chat.output),
    chat.output,
  );
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} folder
 */
async function checkOtherData(tally, folder) {
  const data = join(folder, "mine");
  const world = await trainFull(
    "--size",
    "tiny",
    "--data",
    "world",
    "--out",
    join(folder, "world"),
    "--steps",
    "2",
  );
  tally.check("main job: the generated world, all five modalities", world.code === 0, world.output);
  mkdirSync(data);
  const tracks = Array.from({ length: 60 }, (_, i) => ({
    id: `t${i}`,
    title: `Song ${i}`,
    artists: [`Artist ${i % 7}`],
    album: `Album ${i % 9}`,
    year: 1990 + (i % 20),
    tags: [["rock", "jazz", "ambient"][i % 3]],
  }));
  writeFileSync(join(data, "catalogue.jsonl"), tracks.map((track) => `${JSON.stringify(track)}\n`).join(""));
  const own = await trainFull("--size", "tiny", "--data", data, "--out", join(folder, "own"), "--steps", "2");
  tally.check("main job: a catalogue of one's own", own.code === 0, own.output);
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} folder
 */
async function checkBaseModel(tally, folder) {
  const base = join(folder, "base");
  const made = await run("node", typescript("tools/checks/make-base-model.ts", [base]), { quiet: true });
  const out = join(folder, "tuned");
  const tuned = await trainFull("--size", "tiny", "--base-model", base, "--out", out, "--steps", "2");
  tally.check(
    "main job: a pretrained model is fine-tuned",
    made.code === 0 && tuned.code === 0,
    made.output + tuned.output,
  );
}

/**
 * @param {import("./tally.mjs").Tally} tally
 * @param {string} folder
 */
async function checkBadInput(tally, folder) {
  const malformed = join(folder, "malformed.jsonl");
  writeFileSync(malformed, `{"id":"a","goal":"g","playlist":[],"turns":[]}\n{"id": \n`);
  const unknown = join(folder, "unknown.jsonl");
  writeFileSync(
    unknown,
    `${JSON.stringify({ id: "a", goal: "g", playlist: ["nowhere/1/1"], turns: [{ query: "q", track: "nowhere/1/1", response: "r" }] })}\n`,
  );
  const cases = [
    { name: "an unknown option", args: ["--sise", "tiny"], says: "--sise" },
    { name: "an unknown size", args: ["--size", "huge"], says: "huge" },
    { name: "a missing test file", args: ["--test", join(folder, "none.jsonl")], says: "none.jsonl" },
    {
      name: "a malformed test file",
      args: ["--size", "tiny", "--test", malformed],
      says: "malformed.jsonl, line 2",
    },
    { name: "an unknown track id", args: ["--size", "tiny", "--test", unknown], says: "nowhere/1/1" },
    { name: "a data folder that is not there", args: ["--data", join(folder, "nodata")], says: "nodata" },
    { name: "nothing to resume", args: ["--resume", "--out", join(folder, "nothing")], says: "nothing" },
  ];
  for (const { name, args, says } of cases) {
    const out = join(folder, "bad");
    const { code, output } = await trainFull(...args, ...(args.includes("--out") ? [] : ["--out", out]));
    const lines = output.trim().split("\n");
    tally.check(
      `bad input: ${name} is told in one sentence with exit code 2, and nothing is written`,
      code === 2 &&
        output.includes(says) &&
        lines.length <= 2 &&
        (!existsSync(out) || readdirSync(out).length === 0),
      `exit code ${code}\n${output}`,
    );
  }
}
