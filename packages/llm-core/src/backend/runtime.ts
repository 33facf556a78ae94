/** What `useBackend` needs of the place where it runs; a module with these exports is imported as "#node-runtime". */
export interface Runtime {
  /** Registers native TensorFlow and makes it current; resolves to what it runs on, rejects with why it cannot. */
  openNative(options: { folder?: string | undefined; memoryBytes?: number | undefined }): Promise<string>;
  /** Puts `navigator.gpu` in place; rejects with why it cannot. */
  provideWebGpu(): Promise<void>;
}
