import * as tf from "@tensorflow/tfjs-core";
import { arithmeticGradients } from "./arithmetic-gradients.ts";
import { layoutGradients } from "./layout-gradients.ts";

/**
 * Registers with tfjs the gradients that training a Llama under a loss needs.
 *
 * `@tensorflow/tfjs-core` alone knows none: they come with the whole `@tensorflow/tfjs`, which this package does not
 * ask for. What is registered already stays, but for `maximum`: tfjs's own fails where an input is broadcast, and the
 * native backend brings it along. `train` calls this; call it yourself before `tf.grads` or
 * `tf.variableGrads`. An objective that uses other operations needs `import "@tensorflow/tfjs"` besides.
 */
export function registerGradients(): void {
  for (const gradient of [...arithmeticGradients, ...layoutGradients]) {
    const registered = tf.getGradient(gradient.kernelName);
    if (registered === gradient) continue;
    if (registered !== undefined && gradient.kernelName !== "Maximum") continue;
    if (registered !== undefined) tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
