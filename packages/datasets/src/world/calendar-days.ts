/** The first day of a year. */
export function startOfYear(year: number): number {
  return Date.UTC(year, 0, 1) / 86_400_000;
}

/** The year of a day. */
export function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

/** The first year of the decade of a day. */
export function decadeOf(day: number): number {
  return Math.floor(yearOf(day) / 10) * 10;
}
