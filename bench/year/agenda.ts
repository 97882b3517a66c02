/** Something that somebody does at a time. */
export type Deed = { at: number; run: () => Promise<void> };

/** What is still to be done, by time: a binary heap over epoch milliseconds. */
export function createAgenda() {
  const heap: Deed[] = [];

  function rise(from: number): void {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (heap[parent]!.at <= heap[i]!.at) return;
      [heap[parent], heap[i]] = [heap[i]!, heap[parent]!];
      i = parent;
    }
  }

  function sink(): void {
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < heap.length && heap[left]!.at < heap[least]!.at) least = left;
      if (right < heap.length && heap[right]!.at < heap[least]!.at) least = right;
      if (least === i) return;
      [heap[least], heap[i]] = [heap[i]!, heap[least]!];
      i = least;
    }
  }

  return {
    /** Milliseconds since 1970 of the first, Infinity for none. */
    next: () => heap[0]?.at ?? Infinity,
    add(at: number, run: () => Promise<void>): void {
      heap.push({ at, run });
      rise(heap.length - 1);
    },
    /** Takes the first that is due at `now`. */
    take(now: number): Deed | undefined {
      const first = heap[0];
      if (!first || first.at > now) return undefined;
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
}
