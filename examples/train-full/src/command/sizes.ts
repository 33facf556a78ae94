/** How much of everything a run uses. Every figure is in the report. */
export interface Size {
  /** Layers and widths of the model trained from scratch (unused with `--base-model`). */
  model: {
    hiddenSize: number;
    intermediateSize: number;
    numLayers: number;
    numHeads: number;
    numKeyValueHeads: number;
    headDim: number;
  };
  /** Clusters per modality (K). The paper uses 1024 on 1.7 million tracks; smaller catalogues fill fewer. */
  clusters: number;
  item2vec: { width: number; epochs: number };
  /** Playlists drawn around tags, labels and artists, besides the catalogue's own. */
  drawnPlaylists: number;
  /** Playlists of the last date held out; simulated test dialogues are drawn from them. */
  testPlaylists: number;
  simulatedDialogues: number;
  simulatedTestDialogues: number;
  /** How often each written training dialogue is seen for each pass over the simulated ones. */
  writtenRepeats: number;
  /** What is learnt beside each conversation. The paper does not state its mixture. */
  besides: {
    /** Tracks asked for by their facts. */
    facts: number;
    /** Playlists to be continued. */
    playlists: number;
  };
  training: {
    steps: number;
    rows: number;
    /** Tokens a row: the context. */
    time: number;
    /** Loss weight of a response's tokens beside the music's 1. */
    responseWeight: number;
    learningRate: number;
    warmupSteps: number;
    validateEvery: number;
  };
  beams: number;
  /** Tracks used, for a run that only shows that everything works; all when absent. */
  catalogueLimit?: number;
}

/** Sized for two cores: `demo` for the 20 minutes of `npm start`, `small` for an hour, `tiny` for a test. */
export const sizes: Record<string, Size> = {
  tiny: {
    model: {
      hiddenSize: 48,
      intermediateSize: 96,
      numLayers: 2,
      numHeads: 2,
      numKeyValueHeads: 1,
      headDim: 24,
    },
    clusters: 24,
    item2vec: { width: 16, epochs: 2 },
    drawnPlaylists: 200,
    testPlaylists: 12,
    simulatedDialogues: 200,
    simulatedTestDialogues: 6,
    writtenRepeats: 1,
    besides: { facts: 1, playlists: 0.25 },
    training: {
      steps: 12,
      rows: 2,
      time: 512,
      responseWeight: 1,
      learningRate: 2e-3,
      warmupSteps: 3,
      validateEvery: 6,
    },
    beams: 8,
    catalogueLimit: 1500,
  },
  demo: {
    model: {
      hiddenSize: 192,
      intermediateSize: 512,
      numLayers: 4,
      numHeads: 6,
      numKeyValueHeads: 3,
      headDim: 32,
    },
    clusters: 256,
    item2vec: { width: 64, epochs: 5 },
    drawnPlaylists: 16000,
    testPlaylists: 200,
    simulatedDialogues: 8000,
    simulatedTestDialogues: 60,
    writtenRepeats: 3,
    besides: { facts: 1, playlists: 0.25 },
    training: {
      steps: 1200,
      rows: 6,
      time: 512,
      responseWeight: 1,
      learningRate: 4e-3,
      warmupSteps: 40,
      validateEvery: 100,
    },
    beams: 64,
  },
  small: {
    model: {
      hiddenSize: 256,
      intermediateSize: 704,
      numLayers: 4,
      numHeads: 8,
      numKeyValueHeads: 4,
      headDim: 32,
    },
    clusters: 256,
    item2vec: { width: 64, epochs: 10 },
    drawnPlaylists: 20000,
    testPlaylists: 200,
    simulatedDialogues: 24000,
    simulatedTestDialogues: 120,
    writtenRepeats: 3,
    besides: { facts: 1, playlists: 0.25 },
    training: {
      steps: 2400,
      rows: 8,
      time: 512,
      responseWeight: 1,
      learningRate: 3e-3,
      warmupSteps: 100,
      validateEvery: 200,
    },
    beams: 96,
  },
};
