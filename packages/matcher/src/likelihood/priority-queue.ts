/** A binary heap. */
export class PriorityQueue<Item> {
  readonly #items: Item[] = [];
  readonly #goesFirst: (a: Item, b: Item) => boolean;

  constructor(goesFirst: (a: Item, b: Item) => boolean) {
    this.#goesFirst = goesFirst;
  }

  push(item: Item): void {
    const items = this.#items;
    let place = items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#goesFirst(item, items[parent]!)) break;
      items[place] = items[parent]!;
      place = parent;
    }
    items[place] = item;
  }

  pop(): Item | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    let place = 0;
    for (let child = 1; child < items.length; child = 2 * place + 1) {
      if (child + 1 < items.length && this.#goesFirst(items[child + 1]!, items[child]!)) child++;
      if (!this.#goesFirst(items[child]!, last)) break;
      items[place] = items[child]!;
      place = child;
    }
    items[place] = last;
    return first;
  }
}
