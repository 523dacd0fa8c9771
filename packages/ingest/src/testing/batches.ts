/** All of them, in an order and in batches that the stream chooses. */
export function* batchesOf<Each>(
  all: readonly Each[],
  choices: Iterable<number>,
): Iterable<Each[]> {
  const next = choices[Symbol.iterator]();
  const choose = (below: number): number => (next.next().value ?? 0) % below;
  const left = [...all];
  while (left.length > 0) {
    const size = 1 + choose(left.length);
    yield Array.from({ length: size }, () => left.splice(choose(left.length), 1)).flat();
  }
}
