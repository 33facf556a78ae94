interface Candidate {
  score: number;
  /** The hypothesis that it extends. */
  row: number;
  /** The token that it adds. */
  id: number;
}

/**
 * The best of many candidates, in a heap that never grows beyond its capacity: most candidates of a large vocabulary
 * cost one comparison. Of equal scores the first offered is the better.
 */
export class BestCandidates {
  /** A binary heap with the worst kept candidate at 0. */
  readonly #heap: (Candidate & { order: number })[] = [];
  readonly #capacity: number;
  #offered = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  offer(score: number, row: number, id: number): void {
    const order = this.#offered++;
    const heap = this.#heap;
    if (heap.length < this.#capacity) {
      heap.push({ score, row, id, order });
      this.#siftUp(heap.length - 1);
    } else if (score > heap[0]!.score) {
      heap[0] = { score, row, id, order };
      this.#siftDown(0);
    }
  }

  /** The candidates kept, best first. */
  ranked(): Candidate[] {
    return this.#heap.toSorted((left, right) => right.score - left.score || left.order - right.order);
  }

  #siftUp(place: number): void {
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isWorse(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #siftDown(place: number): void {
    for (;;) {
      let worst = place;
      for (const child of [2 * place + 1, 2 * place + 2]) {
        if (child < this.#heap.length && this.#isWorse(child, worst)) worst = child;
      }
      if (worst === place) return;
      this.#swap(place, worst);
      place = worst;
    }
  }

  #isWorse(left: number, right: number): boolean {
    const [a, b] = [this.#heap[left]!, this.#heap[right]!];
    return a.score < b.score || (a.score === b.score && a.order > b.order);
  }

  #swap(left: number, right: number): void {
    const heap = this.#heap;
    [heap[left], heap[right]] = [heap[right]!, heap[left]!];
  }
}
