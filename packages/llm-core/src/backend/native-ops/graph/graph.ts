/** What a node gives, in TensorFlow's notation: "node" for its first output, "node:1" for its second. */
export type GraphOutput = string;

export type GraphAttribute =
  | { kind: "type"; dtype: GraphType }
  | { kind: "flag"; value: boolean }
  | { kind: "int"; value: number }
  | { kind: "any shape" }
  | { kind: "tensor"; values: Float32Array | Int32Array; shape: readonly number[] };

export type GraphType = "float32" | "int32";

export interface GraphNode {
  name: string;
  op: string;
  inputs: readonly GraphOutput[];
  attributes: Readonly<Record<string, GraphAttribute>>;
}

/**
 * A computation written down as TensorFlow operations, for `GraphSession` to run at once: an operation inside a graph
 * costs TensorFlow well below a microsecond, one called from JavaScript 5 to 8. Operations must be free of side effects.
 */
export class Graph {
  readonly nodes: GraphNode[] = [];
  /** Nodes by what they compute: the same from the same is computed once. */
  readonly #known = new Map<string, GraphOutput>();

  /** A tensor that is given with every run, of any shape. @param name unique, of letters, digits and underscores */
  placeholder(name: string, dtype: GraphType): GraphOutput {
    return this.#add(name, "Placeholder", [], { dtype: type(dtype), shape: { kind: "any shape" } });
  }

  /** Float32 or int32 numbers; a bare number is an int32 scalar. */
  constant(
    values: Float32Array | Int32Array | number,
    shape: readonly number[] = typeof values === "number" ? [] : [values.length],
  ): GraphOutput {
    const held = typeof values === "number" ? Int32Array.of(values) : values;
    const dtype = held instanceof Float32Array ? "float32" : "int32";
    return this.#add(undefined, "Const", [], {
      dtype: type(dtype),
      value: { kind: "tensor", values: held, shape },
    });
  }

  /** A node by TensorFlow's name of the operation; of float32 (its attribute `T`) unless `attributes` say otherwise. */
  op(
    op: string,
    inputs: readonly GraphOutput[],
    attributes: Readonly<Record<string, GraphAttribute>> = {},
  ): GraphOutput {
    return this.typelessOp(op, inputs, { T: type("float32"), ...attributes });
  }

  /** The same for operations that have no attribute `T`. */
  typelessOp(
    op: string,
    inputs: readonly GraphOutput[],
    attributes: Readonly<Record<string, GraphAttribute>>,
  ): GraphOutput {
    return this.#add(undefined, op, inputs, attributes);
  }

  #add(
    name: string | undefined,
    op: string,
    inputs: readonly GraphOutput[],
    attributes: Readonly<Record<string, GraphAttribute>>,
  ): GraphOutput {
    const content = JSON.stringify([name, op, inputs, attributes]);
    const known = this.#known.get(content);
    if (known !== undefined) return known;
    const output = name ?? `node${this.nodes.length}`;
    this.nodes.push({ name: output, op, inputs, attributes });
    this.#known.set(content, output);
    return output;
  }
}

export function type(dtype: GraphType): GraphAttribute {
  return { kind: "type", dtype };
}

export function flag(value: boolean): GraphAttribute {
  return { kind: "flag", value };
}

export function int(value: number): GraphAttribute {
  return { kind: "int", value };
}
