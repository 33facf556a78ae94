/** The part of jsfive (HDF5 in JavaScript) that the converter uses; it ships no types. */
declare module "jsfive" {
  export class File {
    constructor(bytes: ArrayBuffer, name: string);
    /** A group (`keys`) or a dataset. */
    get(path: string): { keys: string[]; shape: number[]; value: number[] };
  }
}
