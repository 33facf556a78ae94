/** An optional peer dependency that a function needs is not installed, or does not load (see `cause`). */
export class MissingPackageError extends Error {
  override readonly name = "MissingPackageError";
  /** The packages to install, as npm takes them, e.g. `["vega@6", "vega-lite@6"]`. */
  readonly packages: readonly string[];

  constructor({ what, packages }: { what: string; packages: readonly string[] }, options?: ErrorOptions) {
    super(`${what}, which does not load here. Run \`npm install ${packages.join(" ")}\`.`, options);
    this.packages = packages;
  }
}
