export const SAMPLE_RATE = 16_000;

/** Sound that rises and falls; peer.py makes the same. */
export function chirp(seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) => {
    const time = i / SAMPLE_RATE;
    return 0.5 * Math.sin(2000 * time + 3000 * Math.sin(time)) + 0.1 * Math.sin(40_000 * time);
  });
}
