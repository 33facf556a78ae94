import "@tensorflow/tfjs-backend-cpu";
import { createRequire } from "node:module";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import { fitKMeans } from "./fit-kmeans.ts";
import { readMatrix } from "./fixtures/read-matrix.ts";

const require = createRequire(import.meta.url);
setWasmPaths(`${require.resolve("@tensorflow/tfjs-backend-wasm").replace(/dist.*$/, "dist")}/`);

afterAll(() => tf.setBackend("cpu"));

describe("relation: backends", () => {
  const { rows, width, clusters } = readMatrix("played-together");
  /** Rows near ties as well: the same points, moved towards the middle between two of them. */
  const nearTies = rows.map((value, at) => (value + rows[(at + width * 7) % rows.length]!) / 2);
  const options = { width, clusters, seed: 1, iterations: 10 };

  it("wasm gives the codes and the codebook that cpu gives (bench/src/encode has the native backend's test)", async () => {
    await tf.setBackend("cpu");
    const fitted = await fitKMeans(rows, options);
    const [codes, tied] = [
      await assign(rows, fitted.centroids, options),
      await assign(nearTies, fitted.centroids, options),
    ];
    expect(await tf.setBackend("wasm")).toBe(true);
    expect(tf.getBackend()).toBe("wasm");
    expect(await assign(rows, fitted.centroids, options)).toEqual(codes);
    expect(await assign(nearTies, fitted.centroids, options)).toEqual(tied);
    expect(await fitKMeans(rows, options)).toEqual(fitted);
  });
});
