import { ArrowDownWideNarrow, ArrowUpNarrowWide } from "lucide-react";
import { useId } from "react";
import { Button } from "../form/button";
import { nextSort, reversed, type SortableColumn, type Sorting } from "./sort";

interface SortSelectProps<Key extends string> extends Sorting<Key> {
  columns: readonly SortableColumn<Key>[];
}

/** The choice of the sort above a narrow table. */
export function SortSelect<Key extends string>({ columns, sort, onSort }: SortSelectProps<Key>) {
  const id = useId();
  const isDescending = sort.direction === "descending";
  const Direction = isDescending ? ArrowDownWideNarrow : ArrowUpNarrowWide;

  function choose(key: string) {
    const column = columns.find(({ sortKey }) => sortKey === key);
    if (column?.sortKey !== undefined)
      onSort(nextSort(sort, column.sortKey, column.align ?? "left"));
  }

  return (
    <div className="flex items-center gap-2 px-4 py-2 text-sm @2xl/table:hidden print:hidden">
      <label htmlFor={id} className="text-muted">
        Sort by
      </label>
      <select
        id={id}
        value={sort.by}
        onChange={(event) => choose(event.target.value)}
        className="h-9 min-w-0 grow rounded-base border border-field bg-surface px-2 pointer-coarse:h-11"
      >
        {columns.map(({ label, sortKey }) =>
          sortKey === undefined ? null : (
            <option key={sortKey} value={sortKey}>
              {label}
            </option>
          ),
        )}
      </select>
      <Button
        size="icon"
        aria-label={isDescending ? "Descending; sort ascending" : "Ascending; sort descending"}
        onClick={() => onSort({ ...sort, direction: reversed(sort.direction) })}
      >
        <Direction aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
