/** Works off all items, as many at a time as there are clients; the seconds that it took. */
export async function inClients<Item>(
  clients: number,
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<number> {
  const waiting = items.values();
  const client = async () => {
    for (const item of waiting) await work(item);
  };
  const startedAtMs = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - startedAtMs) / 1000;
}
