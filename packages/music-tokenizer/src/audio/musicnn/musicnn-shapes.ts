/** The shapes of all of musicnn's weights by name: 792,079 numbers before normalizations were folded. */
export const musicnnShapes: Record<string, readonly number[]> = {
  ...normalized("input", 1),
  ...convolution("timbral.0", [7, 38, 1, 204]),
  ...convolution("timbral.1", [7, 67, 1, 204]),
  ...convolution("temporal.0", [128, 1, 1, 51]),
  ...convolution("temporal.1", [64, 1, 1, 51]),
  ...convolution("temporal.2", [32, 1, 1, 51]),
  ...convolution("middle.0", [7, 561, 1, 64]),
  ...convolution("middle.1", [7, 64, 1, 64]),
  ...convolution("middle.2", [7, 64, 1, 64]),
  ...normalized("pooled", 1506),
  ...convolution("penultimate", [1506, 200]),
  "tags.kernel": [200, 50],
  "tags.bias": [50],
};

function normalized(name: string, channels: number): Record<string, number[]> {
  return { [`${name}.scale`]: [channels], [`${name}.offset`]: [channels] };
}

function convolution(name: string, kernel: number[]): Record<string, number[]> {
  const channels = kernel.at(-1)!;
  return { [`${name}.kernel`]: kernel, [`${name}.bias`]: [channels], ...normalized(name, channels) };
}
