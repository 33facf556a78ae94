/**
 * Resolves in a later macrotask. Tensor operations on the native backend block the event loop: between tokens, timers,
 * sockets and abort signals get their turn here. (`setTimeout` would wait 4 ms in browsers, `tf.nextFrame` a frame.)
 */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const finish = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", finish, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}
