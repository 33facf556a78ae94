export { MatrixFileError } from "./matrix-file-error.ts";
export { namedRows } from "./named-rows.ts";
export { readNpyMatrix } from "./npy-matrix.ts";
export { readSafetensors, writeSafetensors, type Safetensors, type Tensor } from "./safetensors.ts";
