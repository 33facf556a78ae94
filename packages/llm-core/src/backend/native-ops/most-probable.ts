import type * as tf from "@tensorflow/tfjs-core";
import { projection, reduce, reshape } from "./graph/graph-arithmetic.ts";
import { Graph, type } from "./graph/graph.ts";
import { GraphSession } from "./graph/graph-session.ts";
import { nativeCpuBackend } from "./native-backend.ts";
import type { NativeBackend } from "./native-backend.ts";
import { productOrder } from "./product-order.ts";
import type { ProductOrder } from "./product-order.ts";

/** One a backend and order, for as long as the backend lives: the graph is the same for all sizes. */
const sessions = new WeakMap<NativeBackend, Map<ProductOrder, GraphSession | undefined>>();

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
  const session = native && sessionFor(native, productOrder(hidden.shape[0], embedding.size));
  if (session === undefined) return undefined;
  const [ids, losses] = session.run(
    new Map([
      ["hidden", hidden],
      ["embedding", embedding],
    ]),
  ) as [tf.Tensor1D, tf.Tensor1D];
  return { ids, losses };
}

function sessionFor(native: NativeBackend, order: ProductOrder): GraphSession | undefined {
  const opened = sessions.get(native) ?? new Map<ProductOrder, GraphSession | undefined>();
  sessions.set(native, opened);
  if (!opened.has(order)) opened.set(order, openSession(native, order));
  return opened.get(order);
}

function openSession(native: NativeBackend, order: ProductOrder): GraphSession | undefined {
  const graph = new Graph();
  const hidden = graph.placeholder("hidden", "float32");
  const logits = projection(graph, hidden, graph.placeholder("embedding", "float32"), order);
  const axis = graph.constant(1);
  const index = type("int32");
  const ids = graph.op("ArgMax", [logits, axis], { Tidx: index, output_type: index });
  const relative = graph.op("Sub", [logits, reduce(graph, "Max", logits)]);
  const masses = graph.op("Log", [reduce(graph, "Sum", graph.op("Exp", [relative]))]); // [rows, 1]
  const losses = reshape(graph, masses, graph.constant(Int32Array.of(-1)));
  return GraphSession.open(native, graph, [ids, losses]);
}
