import * as tf from "@tensorflow/tfjs-core";
import { loadSavedModel } from "#node-runtime";
import type { NativeBackend } from "../native-backend.ts";
import type { Graph, GraphOutput } from "./graph.ts";

/** A graph that native TensorFlow runs, as often as wanted, in one call; holds its memory until {@link dispose}. */
export class GraphSession {
  readonly #native: NativeBackend;
  readonly #id: number;
  readonly #outputNames: string;

  private constructor(native: NativeBackend, id: number, outputNames: string) {
    this.#native = native;
    this.#id = id;
    this.#outputNames = outputNames;
  }

  /**
   * @param outputs what every run computes, in this order
   * @returns nothing where TensorFlow cannot be handed a graph
   */
  static open(
    native: NativeBackend,
    graph: Graph,
    outputs: readonly GraphOutput[],
  ): GraphSession | undefined {
    const id = loadSavedModel(graph.nodes, (folder, tag) => native.binding.loadSavedModel(folder, tag));
    return id === undefined ? undefined : new GraphSession(native, id, outputs.map(withIndex).join());
  }

  /**
   * @param inputs a tensor for every placeholder that an output depends on; their memory is read in place
   * @returns new tensors, owned by the caller
   */
  run(inputs: ReadonlyMap<GraphOutput, tf.TensorInfo>): tf.Tensor[] {
    const ids = this.#native.getInputTensorIds([...inputs.values()]);
    const names = Array.from(inputs.keys(), withIndex).join();
    return this.#native.binding
      .runSavedModel(this.#id, ids, names, this.#outputNames)
      .map((output) => this.#native.createOutputTensor(output));
  }

  dispose(): void {
    this.#native.binding.deleteSavedModel(this.#id);
  }
}

/** The binding insists on the output's number. */
function withIndex(output: GraphOutput): string {
  return output.includes(":") ? output : `${output}:0`;
}
