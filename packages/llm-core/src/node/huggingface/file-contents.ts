import { encodeNumbers } from "../../huggingface/number-format.ts";
import type { NumberFormat } from "../../huggingface/number-format.ts";
import { encodeSafetensorsHeader } from "../../huggingface/safetensors-header.ts";
import type { Content } from "../files/write-flushed.ts";

/** A tensor that is read when its turn comes. */
export interface NamedTensor {
  name: string;
  shape: readonly number[];
  read: () => Promise<Float32Array>;
}

/** Numbers encoded at once. */
const numbersPerWrite = 2 ** 24;

/** A safetensors file, one tensor in memory at a time. */
export function tensorsContent(tensors: readonly NamedTensor[], format: NumberFormat): Content {
  return async (file) => {
    const shapes = tensors.map(({ name, shape }): [string, readonly number[]] => [name, shape]);
    await file.writeFile(encodeSafetensorsHeader(shapes, format));
    for (const { read } of tensors) {
      const values = await read();
      for (let start = 0; start < values.length; start += numbersPerWrite) {
        await file.writeFile(encodeNumbers(values.subarray(start, start + numbersPerWrite), format));
      }
    }
  };
}

export function jsonContent(value: unknown): Content {
  return (file) => file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
}
