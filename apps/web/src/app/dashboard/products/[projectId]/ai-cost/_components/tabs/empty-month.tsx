import { EmptyState } from "@/components/feedback/empty-state";
import { formatMonth } from "@/lib/format-time";

/** Shown in a tab when the month on screen, or the filter, has no usage. */
export function EmptyMonth({ month, isFiltered }: { month: string; isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title={`Nothing in ${formatMonth(month)} matches the filters.`}>
        Remove a filter above, or choose another month.
      </EmptyState>
    );
  return (
    <EmptyState title={`No spend in ${formatMonth(month)}.`}>
      Use the arrows next to the month above to see other months.
    </EmptyState>
  );
}
