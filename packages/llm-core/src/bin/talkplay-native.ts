#!/usr/bin/env node
import { parseArgs } from "node:util";
import { nativeFolder } from "../node/native/native-folder.ts";
import { NativeSetupError } from "../node/native/native-setup-error.ts";
import { readReadyFile } from "../node/native/ready-file.ts";
import { setUpNative } from "../node/native/set-up-native.ts";

const help = `Usage: talkplay-native [--gpu] [--cache DIR] [--wheel FILE]

Prepares the native TensorFlow backend of @talkplay/llm-core in a cache folder: TensorFlow's
library from its Python wheel (by your own pip, checked by hash), a binding compiled against it
(seconds), and a check that it computes. Run again, it verifies and repairs.

  --gpu         take the wheel with CUDA kernels (NVIDIA; CUDA 12, cuDNN 9); once is enough
  --cache DIR   keep native backends in DIR (default: talkplay/native in your cache folder);
                TALKPLAY_NATIVE names the folder of one backend instead
  --wheel FILE  use a wheel that you fetched elsewhere instead of pip
  --help        show this

CXX and PYTHON name other programs than g++ and python3.
Exit codes: 0 ready; 2 wrong arguments; 3 it cannot be prepared here, for the reason printed
(everything works without it, on the slower wasm backend); 130 stopped, and the next run goes on.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readArguments();
  if (options === undefined) return 2;
  if (options.help) {
    console.log(help);
    return 0;
  }
  const device = options.gpu || isReadyForGpu(options.cache) ? "gpu" : "cpu";
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const progress = startProgress();
  try {
    const { folder, wasReady } = await setUpNative({
      device,
      cache: options.cache,
      wheel: options.wheel,
      onProgress: progress.line,
      signal: stop.signal,
    });
    progress.line(wasReady ? `ready and intact: ${folder}` : `ready: ${folder}`);
    if (folder !== nativeFolder({ device }))
      progress.line(`set TALKPLAY_NATIVE=${folder} where it is to be used`);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) {
      progress.line("stopped; the next run goes on from here");
      return 130;
    }
    if (error instanceof NativeSetupError) {
      if (error.output) console.error(error.output.trimEnd());
      console.error(`native backend: ${error.message}`);
      return 3;
    }
    if (error instanceof Error && "syscall" in error) {
      console.error(
        `native backend: ${error.message}; the cache folder must be writable, with 1.5 GB free (--cache DIR).`,
      );
      return 3;
    }
    throw error;
  } finally {
    progress.end();
  }
}

/** A machine that was set up for its GPU stays so: `--gpu` is said once. */
function isReadyForGpu(cache: string | undefined): boolean {
  return readReadyFile(nativeFolder({ device: "gpu", cache }))?.device === "gpu";
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        gpu: { type: "boolean" },
        cache: { type: "string" },
        wheel: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return undefined;
  }
}

/** Prints lines, and every ten seconds of silence that the last one is still being worked on. */
function startProgress() {
  let since = Date.now();
  const timer = setInterval(() => {
    console.log(`native backend: … ${Math.round((Date.now() - since) / 1000)} s`);
  }, 10_000);
  return {
    line(text: string) {
      since = Date.now();
      timer.refresh();
      console.log(`native backend: ${text}`);
    },
    end: () => clearInterval(timer),
  };
}
