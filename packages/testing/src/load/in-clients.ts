/** Processes all items, at most `clients` of them at a time. Returns the duration in seconds. */
export async function inClients<Item>(
  clients: number,
  items: Iterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<number> {
  const iterator = items[Symbol.iterator]();
  const client = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value);
  };
  const startedAtMs = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - startedAtMs) / 1000;
}
