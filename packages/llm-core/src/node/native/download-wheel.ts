import { existsSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashFile } from "./hash-file.ts";
import type { NativeRecipe } from "./native-recipe.ts";
import { NativeSetupError } from "./native-setup-error.ts";
import { runTool } from "./run-tool.ts";

/**
 * TensorFlow's wheel through the user's own pip, whose settings (proxy, mirror, certificates) are theirs; pip itself
 * checks the hash. The Python version asked for is the wheel's, not the user's: the wheel is only unpacked.
 *
 * @returns the path of the verified wheel, directly in `folder`
 * @throws NativeSetupError with `obstacle` "download" or "checksum"
 */
export async function downloadWheel(options: {
  wheel: NativeRecipe["wheel"];
  python: string;
  folder: string;
  /** Where the unfinished download lives. */
  partial: string;
  env?: NodeJS.ProcessEnv | undefined;
  signal?: AbortSignal | undefined;
}): Promise<string> {
  const { wheel, python, folder, partial, env, signal } = options;
  const requirements = path.join(partial, "requirements.txt");
  writeFileSync(requirements, `${wheel.requirement} --hash=sha256:${wheel.sha256}\n`);
  const target = `--python-version 3.11 --implementation cp --abi cp311 --platform ${wheel.platform}`;
  const pip = `-m pip download --no-deps --only-binary=:all: --require-hashes --progress-bar off ${target}`;
  const args = [...pip.split(" "), "--dest", partial, "--requirement", requirements];
  const { code, output } = await runTool({ command: python, args, env, signal });
  const downloaded = path.join(partial, wheel.file);
  if (code !== 0 || !existsSync(downloaded)) {
    const reason = output.match(/^ERROR: .*$/m)?.[0] ?? "pip failed";
    throw new NativeSetupError(
      "download",
      `pip could not download ${wheel.file} (${reason}); check the network, or fetch the file elsewhere and pass it with --wheel FILE.`,
      output,
    );
  }
  await checkWheel(downloaded, wheel, signal);
  const place = path.join(folder, wheel.file);
  renameSync(downloaded, place);
  return place;
}

/**
 * @throws NativeSetupError with `obstacle` "checksum" when `file` is not the wheel that the recipe names
 */
export async function checkWheel(
  file: string,
  wheel: NativeRecipe["wheel"],
  signal?: AbortSignal,
): Promise<void> {
  const { sha256 } = await hashFile(file, signal);
  if (sha256 === wheel.sha256) return;
  throw new NativeSetupError(
    "checksum",
    `${file} is not ${wheel.file}: its SHA-256 is ${sha256}, expected ${wheel.sha256}; delete it and fetch it again.`,
  );
}
