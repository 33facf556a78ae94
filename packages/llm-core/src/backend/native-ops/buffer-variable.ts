import type * as tf from "@tensorflow/tfjs-core";
import { flagAttribute, typeAttribute } from "./native-backend.ts";
import type { NativeBackend } from "./native-backend.ts";

/**
 * A TensorFlow variable around the memory of a float32 tensor of tfjs, so that operations that change variables in place
 * can change it: no copy on the way in or out. The tensor must not be used until `giveBack`, and clones of it, which share
 * its memory, must have been told apart before by `unshare`.
 */
export class BufferVariable {
  readonly #native: NativeBackend;
  readonly #tensor: tf.TensorInfo;
  /** Of the variable, for operations. */
  readonly handle: number;

  /**
   * @param name tells the variables apart that exist at one time; of a fixed set, since TensorFlow keeps a compiled
   * operation for every name that it has seen
   */
  constructor(native: NativeBackend, name: string, tensor: tf.TensorInfo) {
    const { binding } = native;
    this.#native = native;
    this.#tensor = tensor;
    const [id] = native.getInputTensorIds([tensor]) as [number];
    const [made] = binding.executeOp(
      "VarHandleOp",
      [
        { name: "container", type: binding.TF_ATTR_STRING, value: "" },
        { name: "shared_name", type: binding.TF_ATTR_STRING, value: name },
        typeAttribute(native, "dtype"),
        { name: "shape", type: binding.TF_ATTR_SHAPE, value: tensor.shape },
      ],
      [],
      1,
    );
    this.handle = made!.id;
    binding.executeOp("AssignVariableOp", [typeAttribute(native, "dtype")], [this.handle, id], 0);
    // The variable is then the only owner: TensorFlow copies the memory of one that is not
    binding.deleteTensor(id);
  }

  /** Ends the variable; the tensor has what it held. */
  giveBack(): void {
    const { binding, tensorMap } = this.#native;
    const [value] = binding.executeOp(
      "ReadVariableOp",
      [typeAttribute(this.#native, "dtype")],
      [this.handle],
      1,
    );
    tensorMap.get(this.#tensor.dataId).id = value!.id;
    const lookup = flagAttribute(this.#native, "ignore_lookup_error", false);
    binding.executeOp("DestroyResourceOp", [lookup], [this.handle], 0);
    binding.deleteTensor(this.handle);
  }
}
