/**
 * Gives a buffer's memory back within the next turns of the event loop, which the garbage collector does only when
 * JavaScript itself needs memory. The buffer is empty from now on.
 */
export function freeMemory(buffer: ArrayBuffer): void {
  // What is sent to a closed port is dropped
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(undefined, [buffer]);
  port2.close();
  port1.close();
}
