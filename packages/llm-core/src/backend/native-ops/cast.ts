import { flagAttribute, typeAttribute } from "./native-backend.ts";
import type { NativeBackend, NativeOutput } from "./native-backend.ts";

/** TensorFlow's numbers of the 16-bit types (TF_DataType), which tfjs-node's binding does not list. */
export const halfTypes = { bfloat16: 14, float16: 19 } as const;

/**
 * Numbers of one of TensorFlow's types as another, rounded.
 *
 * @param id of TensorFlow's tensor
 * @returns TensorFlow's new tensor, for the caller to delete or to hand to tfjs
 */
export function cast(native: NativeBackend, id: number, from: number, to: number): NativeOutput {
  const attributes = [
    typeAttribute(native, "SrcT", from),
    typeAttribute(native, "DstT", to),
    flagAttribute(native, "Truncate", false),
  ];
  return native.binding.executeOp("Cast", attributes, [id], 1)[0]!;
}
