import type { Embeddings } from "../embeddings/embeddings.ts";
import { formatTokens } from "../tokens/format-tokens.ts";
import type { ModalityTokens } from "../tokens/modality.ts";
import { tokenVocabulary } from "../tokens/token-text.ts";
import type { Codebook } from "./codebook.ts";
import { decodeTokens, type DecodeOptions } from "./decode-tokens.ts";
import { type CodebookDrift, measureDrift } from "./drift.ts";
import { encodeTracks, type EncodedTracks, type TokenizerProgress } from "./encode-tracks.ts";
import { embeddingsFor, type FitTokenizerOptions, fitTokenizer } from "./fit-tokenizer.ts";
import { importCodebooks, type ImportOptions } from "./import-codebooks.ts";
import { type CodebookChange, type RefitOptions, refitTokenizer } from "./refit-tokenizer.ts";
import { tokenizerReport, type ReportOptions, type TokenizerReport } from "./report.ts";
import { checkEmbeddings, indexTracks } from "./select-rows.ts";
import { TokenizerInputError } from "./tokenizer-input-error.ts";
import type { TokenizerState } from "./tokenizer-state.ts";

/** Options of `MusicTokenizer.encode`. */
export interface EncodeOptions {
  /** The tracks to encode, none twice. */
  trackIds: readonly string[];
  /** By modality. A modality left out is missing for all tracks. */
  embeddings: Readonly<Record<string, Embeddings>>;
  /**
   * Upper bound of the bytes that one block takes on the backend.
   * @default 64 MiB on native TensorFlow and in imputing, 16 MiB in k-means elsewhere
   */
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
    return new MusicTokenizer(await fitTokenizer(options));
  }

  /**
   * A tokenizer on codebooks that were made elsewhere (faiss, scikit-learn, Spark).
   *
   * @throws {ModalityError} on a modality name or number of clusters that cannot have tokens.
   * @throws {TokenizerInputError} on centroids or embeddings that are not finite or do not fit, or ids given twice.
   * @throws {MissingModalityError} as `fit` does.
   */
  static async fromCodebooks(options: ImportOptions): Promise<MusicTokenizer> {
    return new MusicTokenizer(await importCodebooks(options));
  }

  /**
   * New codebooks for a catalogue that has changed, with the settings of these and such ids that a model trained on the
   * old tokens survives: clusters that did not move keep theirs. What has changed is told by codebook.
   *
   * @throws {TokenizerInputError} on modalities other than this tokenizer's, embeddings of another width, fewer clusters
   *   than before, and as `fit` does.
   */
  async refit(options: RefitOptions): Promise<{ tokenizer: MusicTokenizer; changes: CodebookChange[] }> {
    const { state, changes } = await refitTokenizer(this.state, options);
    return { tokenizer: new MusicTokenizer(state), changes };
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
      const { width, spherical, residualOf } = this.codebook(modality);
      if (residualOf !== undefined)
        throw new TokenizerInputError(`embeddings of ${residualOf}`, "of one of its levels", { modality });
      if (given.width !== width)
        throw new TokenizerInputError(`width ${width}`, String(given.width), { modality });
      checkEmbeddings(modality, given, spherical);
    }
    indexTracks(trackIds);
    const { codebooks, settings, training } = this.state;
    return encodeTracks({
      codebooks,
      trackIds: [...trackIds],
      embeddings: codebooks.map((codebook) => embeddingsFor(codebook, embeddings)),
      missing: settings.missing,
      training,
      neighbours: settings.neighbours,
      ...options,
    });
  }

  /** How well the codebooks fit new tracks, as `encode` gave them, beside those that they were fitted on. */
  drift(encoded: EncodedTracks): CodebookDrift[] {
    return measureDrift(this.state, encoded);
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
