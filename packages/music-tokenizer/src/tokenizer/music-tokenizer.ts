import type { Embeddings } from "../embeddings/embeddings.ts";
import { formatTokens } from "../tokens/format-tokens.ts";
import { checkModalities, type ModalityTokens } from "../tokens/modality.ts";
import { tokenVocabulary } from "../tokens/token-text.ts";
import type { Codebook } from "./codebook.ts";
import { decodeTokens, type DecodeOptions } from "./decode-tokens.ts";
import {
  encodeTracks,
  type EncodedTracks,
  type MissingPolicy,
  type TokenizerProgress,
} from "./encode-tracks.ts";
import { fitCodebook } from "./fit-codebook.ts";
import { tokenizerReport, type ReportOptions, type TokenizerReport } from "./report.ts";
import { checkEmbeddings, indexTracks, selectRows } from "./select-rows.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerSettings, TokenizerState } from "./tokenizer-state.ts";

export interface FitTokenizerOptions {
  /** One codebook each, in the order of the tokens. The paper: playlist, semantic, metadata, lyrics, audio. */
  modalities: FitModality[];
  /** The tracks to tokenize, none twice. Embeddings of other tracks are left out. */
  trackIds: readonly string[];
  /** The tracks that codebooks are fitted on and missing modalities are imputed from. @default trackIds */
  trainingIds?: readonly string[];
  /** Clusters of each codebook that does not say otherwise (paper §4.1). @default 1024 */
  clusters?: number;
  /**
   * What becomes of a track without an embedding in a modality. "impute": the mean embedding of the `neighbours`
   * training tracks nearest by the modalities that it has takes its place; "none-token": its code is 65,535 and its
   * token `<|modality-none|>`; "error". The paper does not state it.
   * @default "impute"
   */
  missing?: MissingPolicy;
  /** Training tracks that a missing modality is imputed from. The paper does not state it. @default 10 */
  neighbours?: number;
  /** Seed of every random choice, 0 to 2^32 - 1. @default 1 */
  seed?: number;
  /** Most Lloyd iterations. @default 100 */
  iterations?: number;
  /** See `KMeansOptions`. @default 1e-4 */
  tolerance?: number;
  /** Starts of k-means of which the best is kept. @default 1 */
  restarts?: number;
  /** Cluster directions instead of positions. The paper does not state it. @default false */
  spherical?: boolean;
  /** Upper bound of the bytes that one block takes on the backend. @default 67108864 (64 MiB) */
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: TokenizerProgress) => void;
}

export interface FitModality {
  /** Names the tokens: `<|name-0|>`. */
  name: string;
  embeddings: Embeddings;
  /** @default the tokenizer's `clusters` */
  clusters?: number;
}

export interface EncodeOptions {
  /** The tracks to encode, none twice. */
  trackIds: readonly string[];
  /** By modality. A modality left out is missing for all tracks. */
  embeddings: Readonly<Record<string, Embeddings>>;
  /** Upper bound of the bytes that one block takes on the backend. @default 67108864 (64 MiB) */
  blockBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: TokenizerProgress) => void;
}

/**
 * From a catalogue's embeddings to codes and `<|modality-i|>` tokens: one k-means codebook a modality (paper §4.1),
 * fitted once; new tracks are encoded against the same codebooks.
 */
export class MusicTokenizer {
  /** Ordered token texts: start, end, then modality by modality; their order gives their ids in the language model. */
  readonly vocabulary: string[];
  /** Names and sizes of the modalities, as `parseTokens` takes them. */
  readonly modalities: ModalityTokens[];
  private readonly rowOf: Map<string, number>;

  /** For `fit` and for reading artifacts. */
  constructor(readonly state: TokenizerState) {
    const none = state.settings.missing === "none-token";
    this.modalities = state.codebooks.map(({ name, clusters }) => ({ name, clusters, none }));
    this.vocabulary = tokenVocabulary(this.modalities);
    this.rowOf = indexTracks(state.tracks.ids);
  }

  /**
   * @throws {ModalityError} on a modality name or number of clusters that cannot have tokens.
   * @throws {TokenizerInputError} on ids given twice, training tracks outside `trackIds`, embeddings that are not finite
   *   or do not fit their ids, or more clusters than training tracks have the modality.
   * @throws {MissingModalityError} on a missing modality under "error", or where nothing can be imputed from.
   * @throws {KMeansInputError} on options outside their range.
   */
  static async fit(options: FitTokenizerOptions): Promise<MusicTokenizer> {
    const { modalities, trackIds, trainingIds = trackIds, clusters = 1024, blockBytes = 2 ** 26 } = options;
    const { signal, onProgress } = options;
    const settings: TokenizerSettings = {
      missing: options.missing ?? "impute",
      neighbours: options.neighbours ?? 10,
      seed: options.seed ?? 1,
      iterations: options.iterations ?? 100,
      tolerance: options.tolerance ?? 1e-4,
      restarts: options.restarts ?? 1,
      spherical: options.spherical ?? false,
    };
    checkModalities(modalities.map(({ name, ...own }) => ({ name, clusters: own.clusters ?? clusters })));
    checkTracks(trackIds, trainingIds);
    if (!Number.isInteger(settings.neighbours) || settings.neighbours < 1) {
      throw new TokenizerInputError("1 or more neighbours", String(settings.neighbours));
    }
    const codebooks: Codebook[] = [];
    const training: Embeddings[] = [];
    for (const [position, { name, embeddings, clusters: own }] of modalities.entries()) {
      checkEmbeddings(name, embeddings, settings.spherical);
      const rows = selectRows(embeddings, trainingIds);
      training.push(rows);
      const fit = { name, clusters: own ?? clusters, position, blockBytes, signal, onProgress, ...settings };
      codebooks.push(await fitCodebook(rows, fit));
    }
    const tracks = await encodeTracks({
      codebooks,
      trackIds: [...trackIds],
      embeddings: modalities.map(({ embeddings }) => embeddings),
      missing: settings.missing,
      training,
      neighbours: settings.neighbours,
      blockBytes,
      signal,
      onProgress,
    });
    const trainingSet = new Set(trainingIds);
    const trained = Uint8Array.from(trackIds, (id) => (trainingSet.has(id) ? 1 : 0));
    return new MusicTokenizer({ settings, codebooks, tracks, trained, training });
  }

  /** The tracks that were tokenized, in the order of `codes`. */
  get ids(): readonly string[] {
    return this.state.tracks.ids;
  }

  /** Row-major [tracks, modalities]; 65,535 = none (only under the "none-token" policy). */
  get codes(): Uint16Array {
    return this.state.tracks.codes;
  }

  /** 1 where the track lacked the modality and its code was imputed, [tracks, modalities]. */
  get imputed(): Uint8Array {
    return this.state.tracks.imputed;
  }

  /** One code a modality, [modalities]. @throws {TokenizerInputError} if the track was not tokenized. */
  code(trackId: string): Uint16Array {
    const row = this.rowOf.get(trackId);
    if (row === undefined)
      throw new TokenizerInputError("a track of this tokenizer", "another", { track: trackId });
    return this.codes.subarray(row * this.modalities.length, (row + 1) * this.modalities.length);
  }

  /** `<start_of_music>…<end_of_music>` of a track. @throws {TokenizerInputError} if the track was not tokenized. */
  tokenText(trackId: string): string {
    return formatTokens(
      this.code(trackId),
      this.modalities.map(({ name }) => name),
    );
  }

  /** @throws {TokenizerInputError} if there is no such modality. */
  codebook(modality: string): Codebook {
    const codebook = this.state.codebooks.find(({ name }) => name === modality);
    if (!codebook) {
      const names = this.modalities.map(({ name }) => name).join(", ");
      throw new TokenizerInputError(`one of ${names}`, "another", { modality });
    }
    return codebook;
  }

  /**
   * Codes of new tracks against these codebooks, under the same policy for missing modalities.
   *
   * @throws {TokenizerInputError} on an unknown modality, ids given twice, or embeddings that do not fit.
   * @throws {MissingModalityError} on a missing modality under "error", where nothing can be imputed from, or where the
   *   tokenizer was saved without its training embeddings.
   */
  async encode({ trackIds, embeddings, ...options }: EncodeOptions): Promise<EncodedTracks> {
    for (const [modality, given] of Object.entries(embeddings)) {
      const { width, spherical } = this.codebook(modality);
      if (given.width !== width)
        throw new TokenizerInputError(`width ${width}`, String(given.width), { modality });
      checkEmbeddings(modality, given, spherical);
    }
    indexTracks(trackIds);
    const { codebooks, settings, training } = this.state;
    return encodeTracks({
      codebooks,
      trackIds: [...trackIds],
      embeddings: codebooks.map(
        ({ name, width }) => embeddings[name] ?? { ids: [], rows: new Float32Array(), width },
      ),
      missing: settings.missing,
      training,
      neighbours: settings.neighbours,
      ...options,
      blockBytes: options.blockBytes ?? 2 ** 26,
    });
  }

  /**
   * The codes in token text, or in token ids (positions in `vocabulary`, plus `firstTokenId`); one code a track.
   *
   * @throws {TokenFormatError} in strict mode, where the tokens break the format.
   */
  decode(tokens: string | ArrayLike<number>, options: DecodeOptions = {}): Uint16Array[] {
    return decodeTokens(tokens, this.vocabulary, this.modalities, options);
  }

  /** What the codebooks and codes look like, as data; `reportMarkdown` writes it out. */
  report(options: ReportOptions = {}): TokenizerReport {
    return tokenizerReport(this.state, options);
  }
}

function checkTracks(trackIds: readonly string[], trainingIds: readonly string[]): void {
  if (trackIds.length === 0) throw new TokenizerInputError("at least one track", "none");
  const rowOf = indexTracks(trackIds);
  for (const track of indexTracks(trainingIds).keys()) {
    if (!rowOf.has(track))
      throw new TokenizerInputError("training tracks that are in trackIds", "another", { track });
  }
}
