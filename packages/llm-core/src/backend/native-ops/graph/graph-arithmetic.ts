import type { ProductOrder } from "../product-order.ts";
import { flag, int, type } from "./graph.ts";
import type { Graph, GraphOutput } from "./graph.ts";

const index = type("int32");

/** input · weightᵀ, [rows, out], of input [rows, in] and weight [out, in]. */
export function projection(
  graph: Graph,
  input: GraphOutput,
  weight: GraphOutput,
  order: ProductOrder,
): GraphOutput {
  if (order === "batched") return batchProduct(graph, input, weight, { transposed: true });
  const factors = order === "input first" ? [input, weight] : [weight, input];
  const product = graph.op("MatMul", factors, { transpose_a: flag(false), transpose_b: flag(true) });
  return order === "input first" ? product : transpose(graph, product, [1, 0]);
}

/**
 * a · b, or a · bᵀ, of the last two axes.
 *
 * @param small whether the whole takes so few multiplications that sharing them out among threads would cost more than
 *   they do: `BatchMatMulV3` then, which oneDNN leaves alone (4 us where its own `BatchMatMulV2` takes 50)
 */
export function batchProduct(
  graph: Graph,
  a: GraphOutput,
  b: GraphOutput,
  { transposed = false, small = false }: { transposed?: boolean; small?: boolean } = {},
): GraphOutput {
  const adjoints = { adj_x: flag(false), adj_y: flag(transposed) };
  if (!small) return graph.op("BatchMatMulV2", [a, b], adjoints);
  const float = type("float32");
  return graph.typelessOp("BatchMatMulV3", [a, b], { Ta: float, Tb: float, Tout: float, ...adjoints });
}

/** Softmax of the last axis. @param small as of {@link batchProduct}: in steps that no thread is woken for */
export function softmax(graph: Graph, scores: GraphOutput, { small = false } = {}): GraphOutput {
  if (!small) return graph.op("Softmax", [scores]);
  const powers = graph.op("Exp", [graph.op("Sub", [scores, reduce(graph, "Max", scores)])]);
  return graph.op("RealDiv", [powers, reduce(graph, "Sum", powers)]);
}

/** Of the last axis, which stays with length 1. */
export function reduce(graph: Graph, op: "Max" | "Sum" | "Mean", input: GraphOutput): GraphOutput {
  return graph.op(op, [input, graph.constant(-1)], { keep_dims: flag(true), Tidx: index });
}

/** @param dtype of the parts @default float32 */
export function concat(
  graph: Graph,
  parts: readonly GraphOutput[],
  axis: number,
  dtype: "float32" | "int32" = "float32",
): GraphOutput {
  return graph.op("ConcatV2", [...parts, graph.constant(axis)], {
    N: int(parts.length),
    T: type(dtype),
    Tidx: index,
  });
}

/** @param shape int32 [rank]; one length may be -1 */
export function reshape(graph: Graph, input: GraphOutput, shape: GraphOutput): GraphOutput {
  return graph.op("Reshape", [input, shape], { Tshape: index });
}

/** The first and the second half of an axis. */
export function halves(graph: Graph, input: GraphOutput, axis: number): [GraphOutput, GraphOutput] {
  const parts = graph.op("Split", [graph.constant(axis), input], { num_split: int(2) });
  return [parts, `${parts}:1`];
}

/** Parts of an axis of the given lengths. */
export function split(
  graph: Graph,
  input: GraphOutput,
  lengths: readonly number[],
  axis: number,
): GraphOutput[] {
  const sizes = graph.constant(Int32Array.from(lengths));
  const parts = graph.op("SplitV", [input, sizes, graph.constant(axis)], {
    num_split: int(lengths.length),
    Tlen: index,
  });
  return lengths.map((_, place) => `${parts}:${place}`);
}

export function transpose(graph: Graph, input: GraphOutput, axes: readonly number[]): GraphOutput {
  return graph.op("Transpose", [input, graph.constant(Int32Array.from(axes))], { Tperm: index });
}

/** The shape of a tensor, int32 [rank]. */
export function shapeOf(graph: Graph, input: GraphOutput, dtype: "float32" | "int32"): GraphOutput {
  return graph.op("Shape", [input], { T: type(dtype), out_type: index });
}

/** One length of a shape, int32 [1]. */
export function lengthOf(graph: Graph, shape: GraphOutput, axis: number): GraphOutput {
  const [begin, size] = [graph.constant(Int32Array.of(axis)), graph.constant(Int32Array.of(1))];
  return graph.op("Slice", [shape, begin, size], { T: index, Index: index });
}
