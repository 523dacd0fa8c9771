import type { Charge } from "../outputs";
import type { ExportSource } from "./export-source";

/**
 * All charges, newest first. Each page is read when the file has
 * room for it, in a transaction of its own, so that a slow download holds no connection.
 */
export async function allCharges({ caller, projectId }: ExportSource) {
  const pageAfter = (before: string | undefined): Promise<Charge[]> =>
    caller.aiCost.getRecentTransactions({ projectId, ...(before !== undefined && { before }) });
  const first = await pageAfter(undefined);

  return (async function* charges() {
    for (let page = first; page.length > 0; page = await pageAfter(page.at(-1)?.id)) yield* page;
  })();
}
