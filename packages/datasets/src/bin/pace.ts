/** How fast a count grows, from the first one that is told: what an earlier run did does not count. */
export class Pace {
  private first: { count: number; at: number } | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** " at 12.3 a second"; empty until something was added. */
  at(count: number): string {
    this.first ??= { count, at: this.now() };
    const seconds = (this.now() - this.first.at) / 1000;
    const added = count - this.first.count;
    return added > 0 && seconds > 0 ? ` at ${(added / seconds).toFixed(1)} a second` : "";
  }
}
