import { TimeSlice } from "./time-slice";

/**
 * Maps the items in order, which may be the results of a generator. A long list does not hold up the requests
 * of others, because the event loop serves them between two slices.
 */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  const slice = new TimeSlice();
  for (const item of items) {
    if (slice.isOver()) await slice.next();
    results.push(map(item));
  }
  return results;
}
