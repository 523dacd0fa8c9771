import type { Sort } from "@/components/table/sort";
import { usageColumns } from "./usage-columns";
import type { UsageGrouping, UsageSortKey } from "./usage-values";

const MOST_EXPENSIVE_FIRST = { by: "cost", direction: "descending" } as const;
const OLDEST_FIRST = { by: "name", direction: "ascending" } as const;

/** The sort of a table of usage: the one in the address if the table has such a column, or its usual one. */
export function usageSort(
  sort: Sort<string> | null,
  grouping: UsageGrouping,
  isCompared: boolean,
): Sort<UsageSortKey> {
  const columns = usageColumns(grouping, isCompared ? "" : undefined);
  const by = columns.find(({ sortKey }) => sortKey === sort?.by)?.sortKey;
  if (sort && by !== undefined) return { by, direction: sort.direction };
  return grouping === "month" ? OLDEST_FIRST : MOST_EXPENSIVE_FIRST;
}
