/** A safetensors file, or the index over several, that is damaged or cannot be used. */
export class SafetensorsError extends Error {
  override readonly name = "SafetensorsError";
  constructor(
    readonly file: string,
    /** The tensor at fault; empty if the file as a whole is. */
    readonly tensor: string,
    readonly problem: string,
  ) {
    super(`${file}: ${tensor && `tensor ${tensor}: `}${problem}; fetch or convert the file again.`);
  }
}
