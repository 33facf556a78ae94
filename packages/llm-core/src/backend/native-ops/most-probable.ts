import type * as tf from "@tensorflow/tfjs-core";
import { product, reduce, reshape } from "./graph/graph-arithmetic.ts";
import { Graph, type } from "./graph/graph.ts";
import { GraphSession } from "./graph/graph-session.ts";
import { nativeCpuBackend } from "./native-backend.ts";
import type { NativeBackend } from "./native-backend.ts";

/** One a backend, for as long as that lives: the graph is the same for all sizes. */
const sessions = new WeakMap<NativeBackend, GraphSession | "none">();

/**
 * The most probable token after each hidden state and its cross-entropy, in one call of native TensorFlow on the CPU.
 *
 * @param hidden [rows, hiddenSize]
 * @param embedding of the output layer, [vocabSize, hiddenSize]
 * @returns ids int32 [rows] and minus their log-probabilities [rows], owned by the caller; nothing elsewhere
 */
export function mostProbable(
  hidden: tf.Tensor2D,
  embedding: tf.Tensor2D,
): { ids: tf.Tensor1D; losses: tf.Tensor1D } | undefined {
  const native = nativeCpuBackend();
  const session = native && (sessions.get(native) ?? openSession(native));
  if (session === undefined || session === "none") return undefined;
  const [ids, losses] = session.run(
    new Map([
      ["hidden", hidden],
      ["embedding", embedding],
    ]),
  ) as [tf.Tensor1D, tf.Tensor1D];
  return { ids, losses };
}

function openSession(native: NativeBackend): GraphSession | "none" {
  const graph = new Graph();
  const hidden = graph.placeholder("hidden", "float32");
  const logits = product(graph, hidden, graph.placeholder("embedding", "float32"), { transposed: true });
  const axis = graph.constant(1);
  const index = type("int32");
  const ids = graph.op("ArgMax", [logits, axis], { Tidx: index, output_type: index });
  const relative = graph.op("Sub", [logits, reduce(graph, "Max", logits)]);
  const masses = graph.op("Log", [reduce(graph, "Sum", graph.op("Exp", [relative]))]); // [rows, 1]
  const losses = reshape(graph, masses, graph.constant(Int32Array.of(-1)));
  const session = GraphSession.open(native, graph, [ids, losses]) ?? "none";
  sessions.set(native, session);
  return session;
}
