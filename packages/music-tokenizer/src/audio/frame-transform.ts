export interface FrameTransformShape {
  /** In hertz. */
  sampleRate: number;
  /** Samples a frame, a power of two. */
  fftSize: number;
  /** Samples between the starts of two frames. */
  hopSize: number;
  /** Mel bands. */
  mels: number;
  /** Frames that can be transformed at once, a multiple of eight. */
  blockFrames: number;
}

/** What turns a block of frames into log-mel bands. */
export interface FrameTransform {
  /** Where the caller puts the block's samples: frame f starts at f × hopSize. */
  readonly samples: Float32Array;
  /** The bands of the block's first frames, row-major [frames, mels]; valid until the next call. */
  transform(frames: number): Float32Array;
}
