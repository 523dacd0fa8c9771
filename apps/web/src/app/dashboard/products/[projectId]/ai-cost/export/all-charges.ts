import type { Charge } from "../outputs";
import { hasFilter } from "../view";
import type { ExportSource } from "./export-source";

const PAGE_ROWS = 50;
/** A page with a filter looks through so many charges at most, and then has fewer rows than there are. */
const FILTERED_PAGES = 5_000 / PAGE_ROWS;

/**
 * All charges of the month on screen that match the filter, newest first. Each page is read when the file has
 * room for it, in a transaction of its own, so that a slow download holds no connection.
 */
export async function allCharges(source: ExportSource): Promise<AsyncIterable<Charge>> {
  const { caller, projectId, view } = source;
  const filter = {
    ...(view.filter.agentTypes.length > 0 && { agentTypes: [...view.filter.agentTypes] }),
    ...(view.filter.models.length > 0 && { models: [...view.filter.models] }),
  };
  const month = { projectId, month: view.month };
  const pageAfter = (before: string | undefined, isFiltered: boolean): Promise<Charge[]> =>
    caller.aiCost.getRecentTransactions({
      ...month,
      ...(isFiltered && hasFilter(view) && { filter }),
      ...(before !== undefined && { before }),
    });

  /** The last charge that the page after `before` looked through; undefined when it was the last of the month. */
  async function lastLookedThrough(before: string | undefined): Promise<string | undefined> {
    if (!hasFilter(view)) return undefined;
    let cursor = before;
    for (let pages = 0; pages < FILTERED_PAGES; pages++) {
      const page = await pageAfter(cursor, false);
      if (page.length < PAGE_ROWS) return undefined;
      cursor = page.at(-1)?.id;
    }
    return cursor;
  }

  const first = await pageAfter(undefined, true);

  return (async function* charges() {
    let page = first;
    let before: string | undefined;
    for (;;) {
      yield* page;
      const isFull = page.length === PAGE_ROWS;
      before = isFull ? page.at(-1)?.id : await lastLookedThrough(before);
      if (before === undefined) return;
      page = await pageAfter(before, true);
    }
  })();
}
