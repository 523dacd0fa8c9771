/** Works off all items, as many at a time as there are clients; the seconds that it took. */
export async function inClients<Item>(
  clients: number,
  items: Iterable<Item>,
  work: (item: Item) => Promise<unknown>,
): Promise<number> {
  const waiting = items[Symbol.iterator]();
  const client = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  const startedAtMs = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - startedAtMs) / 1000;
}
