import { createRequire } from "node:module";
import { ArtifactError } from "../artifact/artifact-error.ts";
import { Item2VecInputError } from "../embeddings/item2vec/item2vec-options.ts";
import { MatrixFileError } from "../embeddings/matrices/matrix-file-error.ts";
import { KMeansInputError } from "../kmeans/kmeans-input-error.ts";
import { MissingModalityError, TokenizerInputError } from "../tokenizer/tokenizer-input-error.ts";
import { ModalityError } from "../tokens/modality.ts";
import { TokenFormatError } from "../tokens/token-format-error.ts";
import { CatalogueFileError } from "./catalogue-file-error.ts";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import { fit } from "./fit.ts";
import { help } from "./help.ts";
import { report } from "./report.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";
import { BackendModuleError } from "./use-backend-module.ts";

const commands: Record<string, (args: string[], terminal: Terminal) => Promise<void>> = {
  fit,
  encode,
  decode,
  report,
};

/** What the input is to blame for; its message says what to do. */
const INPUT_ERRORS = [
  ArtifactError,
  BackendModuleError,
  CatalogueFileError,
  Item2VecInputError,
  KMeansInputError,
  MatrixFileError,
  MissingModalityError,
  ModalityError,
  TokenFormatError,
  TokenizerInputError,
];

/**
 * Runs one command line.
 *
 * @param args without the program's name.
 * @param terminal its `say` takes errors as well.
 * @returns the exit code: 0 done, 2 wrong arguments, 3 input that cannot be used, 130 stopped.
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  fail: (message: string) => void,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || rest.includes("--help")) {
    if (name === undefined) fail(help);
    else terminal.out(`${help}\n`);
    return name === undefined ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new UsageError(`${name} is no command`);
    await command(rest, terminal);
    return 0;
  } catch (error) {
    if (terminal.signal.aborted) {
      fail("stopped");
      return 130;
    }
    if (error instanceof UsageError) {
      fail(`${error.message}. See music-tokenizer --help.`);
      return 2;
    }
    const missing = missingPackage(error);
    if (missing !== undefined) {
      fail(`${missing} is not installed. Run: npm install ${missing}${testedVersion(missing)}`);
      return 3;
    }
    const expected =
      INPUT_ERRORS.some((kind) => error instanceof kind) ||
      (error as Error).name === "UseLiteMissingError" ||
      (error as NodeJS.ErrnoException).syscall !== undefined; // a folder that cannot be written, a full disk
    if (!expected) throw error;
    fail((error as Error).message);
    return 3;
  }
}

function missingPackage(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ERR_MODULE_NOT_FOUND" ? /package '([^']+)'/.exec(message)?.[1] : undefined;
}

/** `@` and the version of an optional package that this one asks for exactly; another could not be installed beside it. */
function testedVersion(name: string): string {
  const { peerDependencies } = createRequire(import.meta.url)("@talkplay/music-tokenizer/package.json") as {
    peerDependencies: Record<string, string>;
  };
  const version = peerDependencies[name] ?? "";
  return /^\d/.test(version) ? `@${version}` : "";
}
