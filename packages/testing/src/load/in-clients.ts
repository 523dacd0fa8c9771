/** Processes all items, as many at a time as there are clients. Returns the seconds that it took. */
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
