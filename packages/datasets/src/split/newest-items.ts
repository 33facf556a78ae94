/**
 * Of items that come one by one, keeps those that a split by time can put into its test part: the last date's, and as
 * many dates' before it as the size takes.
 */
export class NewestItems<Item> {
  private readonly byDate = new Map<number, Item[]>();
  private kept = 0;
  private oldest = Infinity;

  constructor(private readonly options: { size: number; date: (item: Item) => number }) {}

  add(item: Item): void {
    const { size, date } = this.options;
    const day = date(item);
    if (day < this.oldest && this.kept >= size) return;
    const ofDay = this.byDate.get(day) ?? [];
    this.byDate.set(day, ofDay);
    ofDay.push(item);
    this.kept++;
    this.oldest = Math.min(this.oldest, day);
    for (;;) {
      const last = this.byDate.get(this.oldest) as Item[];
      if (this.kept - last.length < size || this.byDate.size === 1) return;
      this.byDate.delete(this.oldest);
      this.kept -= last.length;
      this.oldest = [...this.byDate.keys()].reduce((a, b) => Math.min(a, b));
    }
  }

  items(): Item[] {
    return [...this.byDate.values()].flat();
  }
}
