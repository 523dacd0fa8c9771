import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names";
import { type SortableColumn, SortButton, type Sorting } from "./sort";
import { SortSelect } from "./sort-select";

/** The position of a cell in a narrow table, for example on a phone, where each row is laid out as two lines. */
const ON_PHONE = {
  lead: "@max-2xl/table:order-1 @max-2xl/table:grow @max-2xl/table:basis-[calc(100%-8rem)]",
  figure: "@max-2xl/table:order-2 @max-2xl/table:w-28 @max-2xl/table:text-right",
  detail: "@max-2xl/table:order-3 @max-2xl/table:text-muted",
  full: "@max-2xl/table:order-4 @max-2xl/table:basis-full",
} as const;

interface CellLook {
  phone?: keyof typeof ON_PHONE;
  align?: "left" | "right";
}

export interface Column<Key extends string = string> extends SortableColumn<Key> {
  /** Whether the label is visible only to screen readers. */
  hidden?: boolean;
  className?: string;
}

/** 24 px between the cells of a row, and one edge for a header and its figures. */
const GUTTER = "px-3 py-2 first:pl-4 last:pr-4";

const cellLook = ({ phone = "detail", align = "left" }: CellLook): string =>
  classNames(
    "min-w-0 @2xl/table:px-3 @2xl/table:py-2 @2xl/table:first:pl-4 @2xl/table:last:pr-4",
    align === "right" ? "text-left @2xl/table:text-right" : "text-left",
    ON_PHONE[phone],
  );

interface TableProps<Key extends string> {
  caption: string;
  columns: readonly Column<Key>[];
  /** How the rows are sorted, and what to do when a person chooses another sort. */
  sorting?: Sorting<Key>;
  /** The row of totals. */
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * A table that adapts to its width. When it is narrow, each row is laid out as lines, and screen
 * readers still announce a table. The caller sorts the rows.
 */
export function Table<Key extends string>(props: TableProps<Key>) {
  const { caption, columns, sorting, footer, children } = props;
  return (
    <div className="@container/table">
      {sorting && <SortSelect columns={columns} {...sorting} />}
      <table className="relative w-full border-collapse text-sm @max-2xl/table:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="@max-2xl/table:sr-only">
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.label} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody className="@max-2xl/table:block">{children}</tbody>
        {footer && <tfoot className="@max-2xl/table:block">{footer}</tfoot>}
      </table>
    </div>
  );
}

interface HeaderCellProps<Key extends string> {
  column: Column<Key>;
  sorting: Sorting<Key> | undefined;
}

function HeaderCell<Key extends string>({ column, sorting }: HeaderCellProps<Key>) {
  const { label, align = "left", hidden, sortKey, className } = column;
  const isSorted = sortKey !== undefined && sorting?.sort.by === sortKey;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? sorting?.sort.direction : undefined}
      className={classNames(
        GUTTER,
        "font-medium text-muted text-xs",
        align === "right" ? "text-right" : "text-left",
        className,
      )}
    >
      {hidden ? (
        <span className="sr-only">{label}</span>
      ) : sorting && sortKey !== undefined ? (
        <SortButton label={label} align={align} sortKey={sortKey} {...sorting} />
      ) : (
        label
      )}
    </th>
  );
}

interface RowProps {
  /** Whether a link in the row covers all of it. */
  isLink?: boolean;
  className?: string;
  children: ReactNode;
}

export function Row({ isLink = false, className, children }: RowProps) {
  return (
    <tr
      className={classNames(
        isLink &&
          "relative has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent",
        "border-line border-t hover:bg-sunken @max-2xl/table:flex @max-2xl/table:flex-wrap @max-2xl/table:items-center @max-2xl/table:gap-x-3 @max-2xl/table:gap-y-1 @max-2xl/table:px-4 @max-2xl/table:py-3",
        className,
      )}
    >
      {children}
    </tr>
  );
}

/** The cell that screen readers announce as the header of its row. */
export function RowHeader({
  phone = "lead",
  align = "left",
  ...props
}: ComponentProps<"th"> & CellLook) {
  return (
    <th
      {...props}
      scope="row"
      className={classNames("font-normal", cellLook({ phone, align }), props.className)}
    />
  );
}

export function Cell({
  phone = "detail",
  align = "left",
  ...props
}: ComponentProps<"td"> & CellLook) {
  return <td {...props} className={classNames(cellLook({ phone, align }), props.className)} />;
}

/** The noun after a count, in a narrow table: 1 job, 2 jobs. */
export function CountUnit({ count, noun }: { count: number; noun: string }) {
  return <Unit>{count === 1 ? noun : `${noun}s`}</Unit>;
}

/** A word that is visible only in a narrow table, where the column headers are hidden. */
export function Unit({ children }: { children: ReactNode }) {
  return <span className="@2xl/table:sr-only"> {children}</span>;
}
