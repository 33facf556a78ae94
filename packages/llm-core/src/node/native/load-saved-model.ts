import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
// The usual encoder of protocol buffers in plain JavaScript; it needs no generated code.
import { PbfWriter } from "pbf";
import type { GraphAttribute, GraphNode, GraphType } from "../../backend/native-ops/graph/graph.ts";
import type { Runtime } from "../../backend/runtime.ts";

/** Under this name TensorFlow finds the one graph of the file. */
const tag = "serve";

/** Version of TensorFlow's operations that the graph is written for (GraphDef.versions.producer). */
const producer = 1882;

/** TensorFlow's numbers of its types (DataType). */
const dtypes: Record<GraphType, number> = { float32: 1, int32: 3 };

/**
 * Hands a graph to `load` as a SavedModel in a temporary folder that exists for the time of the call.
 *
 * Field numbers are those of TensorFlow's saved_model.proto, meta_graph.proto, graph.proto, node_def.proto,
 * attr_value.proto, tensor.proto and tensor_shape.proto.
 */
export const loadSavedModel: Runtime["loadSavedModel"] = (nodes, load) => {
  const folder = writeSavedModel(nodes);
  if (folder === undefined) return undefined;
  try {
    return load(folder, tag);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** @returns its folder, or nothing where temporary files cannot be written */
function writeSavedModel(nodes: readonly GraphNode[]): string | undefined {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "talkplay-graph-"));
    writeFileSync(join(folder, "saved_model.pb"), encodeSavedModel(nodes));
    return folder;
  } catch {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

function encodeSavedModel(nodes: readonly GraphNode[]): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, 1); // saved_model_schema_version
  pbf.writeMessage(2, writeMetaGraph, nodes);
  return pbf.finish();
}

function writeMetaGraph(nodes: readonly GraphNode[], pbf: PbfWriter): void {
  pbf.writeMessage(1, (tags: string, info) => info.writeStringField(4, tags), tag);
  pbf.writeMessage(2, writeGraph, nodes);
}

function writeGraph(nodes: readonly GraphNode[], pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeMessage(4, (version: number, versions) => versions.writeVarintField(1, version), producer);
}

function writeNode({ name, op, inputs, attributes }: GraphNode, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeStringField(2, op);
  for (const input of inputs) pbf.writeStringField(3, input);
  for (const entry of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, entry);
}

function writeAttribute([name, attribute]: [string, GraphAttribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, writeValue, attribute);
}

function writeValue(attribute: GraphAttribute, pbf: PbfWriter): void {
  switch (attribute.kind) {
    case "type":
      return pbf.writeVarintField(6, dtypes[attribute.dtype]);
    case "flag":
      return pbf.writeBooleanField(5, attribute.value);
    case "int":
      return pbf.writeVarintField(3, attribute.value);
    case "any shape":
      return pbf.writeMessage(
        7,
        (unknownRank: boolean, shape) => shape.writeBooleanField(3, unknownRank),
        true,
      );
    case "tensor":
      return pbf.writeMessage(8, writeTensor, attribute);
  }
}

function writeTensor({ values, shape }: Extract<GraphAttribute, { kind: "tensor" }>, pbf: PbfWriter): void {
  pbf.writeVarintField(1, dtypes[values instanceof Float32Array ? "float32" : "int32"]);
  pbf.writeMessage(2, writeShape, shape);
  pbf.writeBytesField(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function writeShape(shape: readonly number[], pbf: PbfWriter): void {
  for (const size of shape)
    pbf.writeMessage(2, (length: number, dim) => dim.writeVarintField(1, length), size);
}
