/**
 * Cumulative distribution function of the standard normal, absolute error below 1e-14.
 *
 * @see West, "Better Approximations to Cumulative Normal Functions", Wilmott Magazine 2005 (after Hart 1968).
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x);
  const tail = z > 37 ? 0 : z < 7.07106781186547 ? rationalTail(z) : continuedFractionTail(z);
  return x > 0 ? 1 - tail : tail;
}

/** Inverse of {@link normalCdf} by bisection; `-Infinity` and `Infinity` at 0 and 1. */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return -Infinity;
  if (probability >= 1) return Infinity;
  let low = -38;
  let high = 38;
  for (let halving = 0; halving < 80; halving++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const NUMERATOR = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const DENOMINATOR = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];

function rationalTail(z: number): number {
  return (Math.exp((-z * z) / 2) * polynomial(NUMERATOR, z)) / polynomial(DENOMINATOR, z);
}

function continuedFractionTail(z: number): number {
  const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
  return Math.exp((-z * z) / 2) / (fraction * Math.sqrt(2 * Math.PI));
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
