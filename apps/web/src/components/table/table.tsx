import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names";

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

export interface Column {
  label: string;
  align?: "left" | "right";
  /** Whether the label is visible only to screen readers. */
  hidden?: boolean;
}

const cellLook = ({ phone = "detail", align = "left" }: CellLook): string =>
  classNames(
    "min-w-0 @2xl/table:px-2 @2xl/table:py-2 @2xl/table:first:pl-4 @2xl/table:last:pr-4",
    align === "right" ? "text-left @2xl/table:text-right" : "text-left",
    ON_PHONE[phone],
  );

interface TableProps {
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
}

/**
 * A table that adapts to its width. When it is narrow, each row is laid out as lines, and screen
 * readers still announce a table.
 */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <div className="@container/table">
      <table className="relative w-full border-collapse text-sm @max-2xl/table:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="@max-2xl/table:sr-only">
          <tr>
            {columns.map(({ label, align = "left", hidden }) => (
              <th
                key={label}
                scope="col"
                className={classNames(
                  "px-2 py-2 font-medium text-muted text-xs first:pl-4 last:pr-4",
                  align === "right" ? "text-right" : "text-left",
                )}
              >
                {hidden ? <span className="sr-only">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="@max-2xl/table:block">{children}</tbody>
      </table>
    </div>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="border-line border-t hover:bg-sunken @max-2xl/table:flex @max-2xl/table:flex-wrap @max-2xl/table:items-center @max-2xl/table:gap-x-3 @max-2xl/table:gap-y-1 @max-2xl/table:px-4 @max-2xl/table:py-3">
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
