import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import reference from "./__vectors__/matrices.json" with { type: "json" };
import { writeNpy } from "../../artifact/npy.ts";
import { readEmbeddings } from "../../node/read-embeddings.ts";
import { MatrixFileError } from "./matrix-file-error.ts";
import { readNpyMatrix } from "./npy-matrix.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";

const matrix = Float32Array.from(reference.values);
const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, "base64"));
const ids = ["a", "b"];

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "matrices-"))));
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

describe("readNpyMatrix", () => {
  it("parity: reads what numpy saves, in every type, order and format", () => {
    for (const [name, base64] of Object.entries(reference.npy))
      expect(readNpyMatrix(name, bytesOf(base64)), name).toEqual({ rows: matrix, width: 3 });
  });

  it("unit: refuses other shapes, types, files and lengths", () => {
    const good = writeNpy(matrix, [2, 3]);
    for (const bytes of [
      good.subarray(0, -1),
      good.subarray(0, 11),
      new Uint8Array([...good, 0]),
      writeNpy(matrix, [6]),
      writeNpy(Int32Array.of(1, 2), [1, 2]),
      new TextEncoder().encode("id,embedding\n1,2"),
    ])
      expect(() => readNpyMatrix("x.npy", bytes)).toThrow(MatrixFileError);
  });
});

describe("readSafetensors", () => {
  it("parity: reads what the safetensors library saves, in every type", () => {
    for (const [name, base64] of Object.entries(reference.safetensors))
      expect(readSafetensors(name, bytesOf(base64)).tensors, name).toEqual(
        new Map([["embedding", { shape: [2, 3], values: matrix }]]),
      );
  });

  it("relation: reads what it wrote", () => {
    const tensors = fc.dictionary(fc.string(), fc.array(fc.float({ noNaN: true }), { maxLength: 9 }));
    fc.assert(
      fc.property(tensors, fc.dictionary(fc.string(), fc.string()), (values, metadata) => {
        fc.pre(!("__metadata__" in values) && !("__proto__" in values) && !("__proto__" in metadata));
        const given = new Map(
          Object.entries(values).map(([name, list]) => [
            name,
            { shape: [list.length], values: Float32Array.from(list) },
          ]),
        );
        const read = readSafetensors("x", writeSafetensors({ tensors: given, metadata }));
        expect(read.tensors).toEqual(given);
        expect({ ...read.metadata }).toEqual({ ...metadata });
      }),
    );
  });

  it("unit: refuses damage anywhere that it can be told, and names that are not there", () => {
    const tensors = new Map([["embedding", { shape: [2, 3], values: matrix }]]);
    const good = writeSafetensors({ tensors, metadata: {} });
    const text = (edit: (header: string) => string) => {
      const header = new TextDecoder().decode(good.subarray(8, -24));
      return new Uint8Array([
        ...good.subarray(0, 8),
        ...new TextEncoder().encode(edit(header)),
        ...good.subarray(-24),
      ]);
    };
    expect(
      readSafetensors(
        "x",
        text((header) => header),
      ).tensors,
    ).toEqual(tensors);
    for (const bytes of [
      good.subarray(0, 5),
      good.subarray(0, 40),
      good.subarray(0, -1),
      text((header) => header.replace("{", "[")),
      text((header) => header.replace("F32", "I32")),
      text((header) => header.replace("[2,3]", "[3,3]")),
      text((header) => header.replace("[0,24]", "[4,24]")),
      text((header) => header.replace("[2,3]", '"2,3"')),
    ])
      expect(() => readSafetensors("x", bytes)).toThrow(MatrixFileError);
    expect(() => readSafetensors("x", good, ["other"])).toThrow(/other/);
  });
});

describe("readEmbeddings", () => {
  const embeddings = { ids, rows: matrix, width: 3 };

  it("unit: takes ids as given, from a file, or from the file beside the matrix", async () => {
    const npy = await file("playlist.npy", writeNpy(matrix, [2, 3]));
    expect(await readEmbeddings(npy, { ids })).toEqual(embeddings);
    await file("playlist.ids.txt", "a\nb\n");
    expect(await readEmbeddings(npy)).toEqual(embeddings);
    expect(await readEmbeddings(npy, { ids: await file("windows.txt", "a\r\nb") })).toEqual(embeddings);
    await expect(readEmbeddings(npy, { ids: ["a"] })).rejects.toThrow(/each of 1 ids/);
    await expect(readEmbeddings(npy, { ids: ["a", "a"] })).rejects.toThrow(/twice/);
    const broken = await file("broken.npy", writeNpy(Float32Array.of(1, 2, 3, 4, NaN, 6), [2, 3]));
    await expect(readEmbeddings(broken, { ids })).rejects.toMatchObject({ file: broken, got: 'NaN for "b"' });
    await expect(readEmbeddings("x.csv")).rejects.toThrow(MatrixFileError);
  });

  it("unit: a .safetensors file's only tensor, or the one asked for", async () => {
    const tensor = { shape: [2, 3], values: matrix };
    const one = await file("one.safetensors", bytesOf(reference.safetensors.float16));
    expect(await readEmbeddings(one, { ids })).toEqual(embeddings);
    const tensors = new Map([
      ["x", tensor],
      ["y", { shape: [6], values: matrix }],
    ]);
    const two = await file("two.safetensors", writeSafetensors({ tensors, metadata: {} }));
    expect(await readEmbeddings(two, { ids, tensor: "x" })).toEqual(embeddings);
    await expect(readEmbeddings(two, { ids })).rejects.toThrow(/x, y/);
    await expect(readEmbeddings(two, { ids, tensor: "y" })).rejects.toThrow(/\[rows, width\]/);
  });

  it("parity: .parquet as pandas writes it, lists of either float", async () => {
    for (const [name, base64] of Object.entries(reference.parquet)) {
      const path = await file(`${name}.parquet`, bytesOf(base64));
      expect(await readEmbeddings(path, { idColumn: "track", vectorColumn: "vector" }), name).toEqual(
        embeddings,
      );
    }
  });

  it("unit: .parquet leaves out tracks without a vector, and says what is wrong", async () => {
    const write = (name: string, idData: unknown[], data: unknown[]) => {
      const columns = [
        { name: "id", data: idData as string[] },
        { name: "embedding", data, type: "JSON" as const },
      ];
      return file(name, new Uint8Array(parquetWriteBuffer({ columnData: columns, rowGroupSize: 2 })));
    };
    const gaps = await write("gaps.parquet", ["a", "c", "b"], [[0.5, -2, 3], null, [0.25, 1024, -0.125]]);
    expect(await readEmbeddings(gaps)).toEqual(embeddings);
    await expect(readEmbeddings(gaps, { vectorColumn: "vector" })).rejects.toThrow(/id, embedding/);
    const uneven = await write("uneven.parquet", ["a", "b"], [[1, 2], [3]]);
    await expect(readEmbeddings(uneven)).rejects.toMatchObject({ name: "MatrixFileError", file: uneven });
    const nameless = await write("nameless.parquet", ["a", null], [[1], [2]]);
    await expect(readEmbeddings(nameless)).rejects.toThrow(/an id in row 1/);
    await expect(readEmbeddings(await file("no.parquet", "nothing of the kind"))).rejects.toThrow(/Parquet/);
  });
});
