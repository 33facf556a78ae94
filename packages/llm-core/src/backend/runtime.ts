import type { GraphNode } from "./native-ops/graph/graph.ts";

/** What this package needs of the place where it runs; a module with these exports is imported as "#node-runtime". */
export interface Runtime {
  /** Registers native TensorFlow and makes it current; resolves to what it runs on, rejects with why it cannot. */
  openNative(options: { folder?: string | undefined; memoryBytes?: number | undefined }): Promise<string>;
  /** Puts `navigator.gpu` in place; rejects with why it cannot. */
  provideWebGpu(): Promise<void>;
  /**
   * Hands a graph to `load` as TensorFlow's SavedModel, in a folder that is removed afterwards; nothing where no
   * temporary file can be written.
   */
  loadSavedModel<Result>(
    nodes: readonly GraphNode[],
    load: (folder: string, tag: string) => Result,
  ): Result | undefined;
}
