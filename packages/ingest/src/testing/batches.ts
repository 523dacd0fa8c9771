/** Yields all items in batches. The numbers determine the order and the sizes. */
export function* batchesOf<Item>(
  items: readonly Item[],
  numbers: Iterable<number>,
): Iterable<Item[]> {
  const next = numbers[Symbol.iterator]();
  const choose = (below: number): number => (next.next().value ?? 0) % below;
  const left = [...items];
  while (left.length > 0) {
    const size = 1 + choose(left.length);
    yield Array.from({ length: size }, () => left.splice(choose(left.length), 1)).flat();
  }
}
