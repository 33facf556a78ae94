import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { LedgerError } from "./ledger-error.ts";
import type { LedgerEvent } from "./ledger-event.ts";

/** Where a line stands in the file, in bytes. */
export interface LinePlace {
  offset: number;
  length: number;
}

/**
 * A file of JSON lines to which events are added and from which none is ever taken. Written events are on the disk
 * when `append` has resolved. What a crash left of a last, unfinished line is cut off when the file is opened: nothing
 * was ever done on the strength of it.
 */
export class LedgerFile {
  private end: number;
  private waiting: {
    bytes: Buffer;
    written: (place: LinePlace) => void;
    failed: (error: unknown) => void;
  }[] = [];
  private writing: Promise<void> | undefined;
  /** Bytes of a group that failed on its way to the disk: in the file wholly, in part or not at all. */
  private unsure = 0;

  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
    end: number,
  ) {
    this.end = end;
  }

  /**
   * Opens or makes a ledger and reads it through.
   *
   * @throws {LedgerError} for a line that is not an event, unless it is the unfinished last one.
   */
  static async open(
    file: string,
    onEvent: (event: LedgerEvent, place: LinePlace) => void,
  ): Promise<LedgerFile> {
    const handle = await open(file, "a+");
    try {
      const end = readLines(handle.fd, file, onEvent);
      ftruncateSync(handle.fd, end);
      await handle.sync();
      syncFolder(dirname(file));
      return new LedgerFile(file, handle, end);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Adds events; resolves when they are on the disk. Events of calls that come together share one `fsync`. */
  async append(events: readonly LedgerEvent[]): Promise<LinePlace[]> {
    const places = events.map(
      (event) =>
        new Promise<LinePlace>((written, failed) => {
          this.waiting.push({ bytes: Buffer.from(`${JSON.stringify(event)}\n`), written, failed });
        }),
    );
    this.writing ??= this.writeWaiting();
    return Promise.all(places);
  }

  /** Reads one event back. */
  read({ offset, length }: LinePlace): LedgerEvent {
    const bytes = Buffer.alloc(length);
    readSync(this.handle.fd, bytes, 0, length, offset);
    return JSON.parse(bytes.toString("utf8")) as LedgerEvent;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.handle.close();
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      const lines = Buffer.concat(group.map(({ bytes }) => bytes));
      try {
        if (this.unsure > 0) await this.mendEnd();
        this.unsure = lines.length;
        await this.handle.appendFile(lines);
        await this.handle.sync();
        this.unsure = 0;
      } catch (error) {
        for (const { failed } of group) failed(error);
        continue;
      }
      for (const { bytes, written } of group) {
        written({ offset: this.end, length: bytes.length - 1 });
        this.end += bytes.length;
      }
    }
    this.writing = undefined;
  }

  /** Keeps lines that are whole, for an answer may be among them, and cuts off what would run into the next one. */
  private async mendEnd(): Promise<void> {
    const { size } = await this.handle.stat();
    if (size >= this.end + this.unsure) this.end = size;
    else await this.handle.truncate(this.end);
  }
}

/** Reads whole lines in pieces of a few megabytes. @returns where the last whole line ends. */
function readLines(
  descriptor: number,
  file: string,
  onEvent: (event: LedgerEvent, place: LinePlace) => void,
): number {
  const size = fstatSync(descriptor).size;
  let rest = Buffer.alloc(0);
  let offset = 0;
  let line = 0;
  for (let position = 0; position < size; ) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - position));
    position += readSync(descriptor, piece, 0, piece.length, position);
    const bytes = Buffer.concat([rest, piece]);
    let start = 0;
    for (let newline = bytes.indexOf(NEWLINE); newline >= 0; newline = bytes.indexOf(NEWLINE, start)) {
      line++;
      onEvent(parse(bytes.toString("utf8", start, newline), file, line), { offset, length: newline - start });
      offset += newline + 1 - start;
      start = newline + 1;
    }
    rest = bytes.subarray(start);
  }
  return offset;
}

function parse(text: string, file: string, line: number): LedgerEvent {
  try {
    const value = JSON.parse(text) as LedgerEvent;
    if (typeof value === "object" && value !== null && EVENTS.has(value.event)) return value;
  } catch {
    // Told below, as for any other line that is no event.
  }
  throw new LedgerError({
    file,
    line,
    message: "this is not an event of a ledger. Restore the file from a copy; paid answers are in it.",
  });
}

/** A new file is safe from a power cut only when its folder is. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

const NEWLINE = 0x0a;
const PIECE_BYTES = 4 * 2 ** 20;
const EVENTS: ReadonlySet<string> = new Set([
  "job",
  "sent",
  "answered",
  "failed",
] satisfies LedgerEvent["event"][]);
