import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "../class-names";

export interface SortableColumn<Key extends string> {
  label: string;
  align?: "left" | "right";
  /** The name of this column in a sort. Absent for a column by which nobody can sort. */
  sortKey?: Key;
}

export interface Sort<Key extends string> {
  /** The sort key of a column. */
  by: Key;
  direction: "ascending" | "descending";
}

export interface Sorting<Key extends string> {
  sort: Sort<Key>;
  onSort: (sort: Sort<Key>) => void;
}

interface SortButtonProps<Key extends string> extends Sorting<Key> {
  label: string;
  align: "left" | "right";
  sortKey: Key;
}

/** Reverses the sort of a column, or sorts by it: figures begin with the largest, names with the first. */
export function nextSort<Key extends string>(
  sort: Sort<Key>,
  by: Key,
  align: "left" | "right",
): Sort<Key> {
  if (sort.by === by) return { by, direction: reversed(sort.direction) };
  return { by, direction: align === "right" ? "descending" : "ascending" };
}

export const reversed = (direction: Sort<string>["direction"]): Sort<string>["direction"] =>
  direction === "ascending" ? "descending" : "ascending";

/**
 * The header of a column that sorts the table. The arrow is beside the label, away from the edge that the
 * label shares with the figures. A narrow table has no visible header, so it has `SortSelect` instead.
 */
export function SortButton<Key extends string>(props: SortButtonProps<Key>) {
  const { label, align, sortKey, sort, onSort } = props;
  const isSorted = sort.by === sortKey;
  const Arrow = isSorted && sort.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <>
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, sortKey, align))}
        className={classNames(
          "group relative -my-2 inline-flex h-9 items-center gap-1 whitespace-nowrap after:absolute after:-inset-x-2 after:inset-y-0 hover:text-ink pointer-coarse:h-11 @max-2xl/table:hidden",
          align === "right" && "flex-row-reverse",
          isSorted && "text-ink",
        )}
      >
        {label}
        <Arrow
          aria-hidden="true"
          className={classNames(
            "size-3 shrink-0",
            !isSorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
          )}
        />
      </button>
      <span className="@2xl/table:hidden">{label}</span>
    </>
  );
}
