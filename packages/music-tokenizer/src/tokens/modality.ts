/** One modality as the vocabulary sees it: a name and how many clusters its codebook has. */
export interface ModalityTokens {
  /** Starts with a letter, then letters, digits, `_` or `-`; at most 64 characters; Unicode in its NFC form. */
  name: string;
  /** Size of the codebook, 1 to 65,535: its codes are 0 to clusters - 1. */
  clusters: number;
  /** Whether `<|name-none|>` is a token as well, for tracks without this modality. @default false */
  none?: boolean;
}

/** A modality that cannot have tokens: its name, its number of clusters, or a name given twice. */
export class ModalityError extends Error {
  override readonly name = "ModalityError";

  constructor(
    readonly modality: string,
    readonly expected: string,
    readonly got: string,
  ) {
    super(
      `Modality ${JSON.stringify(modality)}: expected ${expected}, got ${got}. Change it where the modality is named.`,
    );
  }
}

const NAME = /^\p{L}[\p{L}\p{M}\p{N}_-]{0,63}$/u;

/** @throws {ModalityError} if `name` cannot stand in `<|name-0|>` and be read back. */
export function checkModalityName(name: string): void {
  if (!NAME.test(name) || name !== name.normalize("NFC")) {
    throw new ModalityError(
      name,
      "a letter, then at most 63 letters, digits, _ or - (in Unicode's NFC form)",
      JSON.stringify(name),
    );
  }
}

/** @throws {ModalityError} on no modality, a bad or repeated name, or clusters outside 1 to 65,535. */
export function checkModalities(modalities: readonly ModalityTokens[]): void {
  if (modalities.length === 0) throw new ModalityError("", "at least one modality", "none");
  const names = new Set<string>();
  for (const { name, clusters } of modalities) {
    checkModalityName(name);
    if (names.has(name)) throw new ModalityError(name, "each name once", "it twice");
    names.add(name);
    if (!Number.isInteger(clusters) || clusters < 1 || clusters > 65_535) {
      throw new ModalityError(name, "1 to 65535 clusters", String(clusters));
    }
  }
}
