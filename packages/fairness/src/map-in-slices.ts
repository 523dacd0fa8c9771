import { setImmediate as nextTurn } from "node:timers/promises";

const SLICE_MS = 4;

/**
 * Maps the items in order, which may be the results of a generator. After each slice of four milliseconds, it lets the event loop serve others, so
 * that a long list does not hold up their requests.
 */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let startedAtMs = performance.now();
  for (const item of items) {
    if (performance.now() - startedAtMs > SLICE_MS) {
      await nextTurn();
      startedAtMs = performance.now();
    }
    results.push(map(item));
  }
  return results;
}
