/** Looks for ids that should not be in a ranking: one look-up an id, and no set per ranking. */
export class IdCheck {
  private readonly rowOf = new Map<string, number>();
  /** The last ranking that held the row's id. */
  private readonly lastSeen: number[] = [];
  private readonly checksUnknown: boolean;
  private rankings = 0;

  /** @param catalogue every id there is; `undefined` when it is not known, and no id is unknown. */
  constructor(catalogue: ReadonlySet<string> | undefined) {
    this.checksUnknown = catalogue !== undefined;
    for (const id of catalogue ?? []) this.addRow(id);
  }

  /** Ids outside the catalogue, at every place, and ids that come more than once, each once. */
  check(ranked: readonly string[]): { unknown: string[]; repeated: string[] } {
    const ranking = ++this.rankings;
    const unknown: string[] = [];
    const repeated = new Set<string>();
    const firstUnknownRow = this.rowOf.size;
    for (let place = 0; place < ranked.length; place++) {
      const id = ranked[place]!;
      const row = this.rowOf.get(id) ?? this.addRow(id);
      if (this.lastSeen[row] === ranking) repeated.add(id);
      this.lastSeen[row] = ranking;
      if (this.checksUnknown && row >= firstUnknownRow) unknown.push(id);
    }
    if (this.checksUnknown) for (const id of unknown) this.rowOf.delete(id);
    return { unknown, repeated: [...repeated] };
  }

  private addRow(id: string): number {
    const row = this.rowOf.size;
    this.rowOf.set(id, row);
    this.lastSeen[row] = 0;
    return row;
  }
}
