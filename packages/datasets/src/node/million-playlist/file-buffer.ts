import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Files read one after another into the same memory: fresh memory for each would cost as much as the reading. */
export class FileBuffer {
  private memory = new Uint8Array(0);

  /**
   * The bytes of a file, good until the next is read. In as few reads as there can be, where the asynchronous way takes
   * many: a thread that parses next may as well wait.
   *
   * @throws Node's own error if the file cannot be read.
   */
  read(file: string): Uint8Array {
    const descriptor = openSync(file, "r");
    try {
      // One byte more, so that the last read finds the end.
      this.grow(fstatSync(descriptor).size + 1);
      let length = 0;
      for (;;) {
        const read = readSync(descriptor, this.memory, length, this.memory.length - length, null);
        if (read === 0) return this.memory.subarray(0, length);
        length += read;
        if (length === this.memory.length) this.grow(2 * length);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  private grow(least: number): void {
    if (least <= this.memory.length) return;
    // Some more than asked for: the next file is about as large.
    const grown = new Uint8Array(Math.ceil(1.1 * least));
    grown.set(this.memory);
    this.memory = grown;
  }
}
