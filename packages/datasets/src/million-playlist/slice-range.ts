/** First and last pid that a slice's name states, as in `data/mpd.slice.0-999.json`; undefined for other names. */
export function sliceRange(name: string): { from: number; to: number } | undefined {
  const [, from, to] = /(?:^|[\\/])mpd\.slice\.(\d+)-(\d+)\.json$/.exec(name) ?? [];
  return from === undefined ? undefined : { from: Number(from), to: Number(to) };
}
