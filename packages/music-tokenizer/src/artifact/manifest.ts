import type { Codebook } from "../tokenizer/codebook.ts";
import type { TokenizerSettings } from "../tokenizer/tokenizer-state.ts";
import { ArtifactError } from "./artifact-error.ts";
import { sha256 } from "./checksum.ts";

export const manifestFile = "manifest.json";
const FORMAT = "talkplay-music-tokenizer";
const VERSION = 1;

/** `manifest.json` of a saved tokenizer, without the fields that guard itself. */
export interface Manifest {
  /** Package and version that wrote it. */
  library: string;
  settings: TokenizerSettings;
  tracks: number;
  modalities: (Omit<Codebook, "centroids" | "penalties"> & {
    codebook: string;
    penalties?: string;
    /** Rows of the training tracks and which tracks they are, where they were saved. */
    training?: { rows: string; tracks: string };
  })[];
  ids: string;
  codes: string;
  /** Ids and codes as Parquet, for other programs; tokenizers saved by early releases lack it. */
  table?: string;
  imputed: string;
  distances: string;
  trained: string;
  /** Every other file of the artifact. */
  files: Record<string, { bytes: number; sha256: string }>;
}

export async function writeManifest(manifest: Manifest): Promise<Uint8Array> {
  const guarded = { format: FORMAT, version: VERSION, ...manifest };
  const checksum = await sha256(encode(guarded));
  return encode({ ...guarded, checksum });
}

/**
 * @throws {ArtifactError} if it is no tokenizer's manifest, of another version, cut off or edited, or names files
 *   outside the artifact's folder.
 */
export async function readManifest(bytes: Uint8Array): Promise<Manifest> {
  const parsed = parse(bytes);
  if (parsed.format !== FORMAT) {
    throw new ArtifactError(
      manifestFile,
      "foreign",
      `format ${FORMAT}`,
      JSON.stringify(parsed.format) ?? "none",
    );
  }
  if (parsed.version !== VERSION) {
    throw new ArtifactError(
      manifestFile,
      "version",
      `version ${VERSION}`,
      JSON.stringify(parsed.version) ?? "none",
    );
  }
  const { checksum, ...guarded } = parsed;
  const asWritten = new TextDecoder().decode(encode(parsed)) === new TextDecoder().decode(bytes);
  if (!asWritten || (await sha256(encode(guarded))) !== checksum) {
    throw new ArtifactError(manifestFile, "damaged", "the text that its checksum guards", "another");
  }
  const manifest = guarded as unknown as Manifest;
  const outside = Object.keys(manifest.files).find(
    (file) => !/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*$/u.test(file),
  );
  if (outside !== undefined) throw new ArtifactError(manifestFile, "damaged", "plain file names", outside);
  return manifest;
}

/** Names of the files that an artifact has besides its manifest: what to read, or fetch, for `fromArtifact`. */
export async function artifactFiles(manifest: Uint8Array): Promise<string[]> {
  return Object.keys((await readManifest(manifest)).files);
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    throw new ArtifactError(manifestFile, "damaged", "JSON", "a file that is cut off or edited");
  }
  throw new ArtifactError(manifestFile, "foreign", "a JSON object", "another value");
}

function encode(value: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
