import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

/** Where a cell goes on a phone, where a row becomes an item of two lines. */
const ON_PHONE = {
  lead: "max-sm:order-1 max-sm:grow max-sm:basis-[calc(100%-8rem)]",
  figure: "max-sm:order-2 max-sm:w-28 max-sm:text-right",
  detail: "max-sm:order-3 max-sm:text-muted",
  full: "max-sm:order-4 max-sm:basis-full",
} as const;

interface CellLook {
  phone?: keyof typeof ON_PHONE;
  align?: "left" | "right";
}

export interface Column {
  label: string;
  align?: "left" | "right";
  /** Said to those who hear the table, not written. */
  hidden?: boolean;
}

const cellLook = ({ phone = "detail", align = "left" }: CellLook): string =>
  classNames(
    "min-w-0 sm:px-2 sm:py-2 sm:first:pl-4 sm:last:pr-4",
    align === "right" ? "text-left sm:text-right" : "text-left",
    ON_PHONE[phone],
  );

interface TableProps {
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
}

/** A real table on every width; browsers keep its meaning when a phone lays the rows out as items. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <table className="relative w-full border-collapse text-sm max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
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
      <tbody className="max-sm:block">{children}</tbody>
    </table>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="border-line border-t hover:bg-sunken max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-3">
      {children}
    </tr>
  );
}

/** The cell that names its row. */
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

/** A word that a column's head says on a wide screen and the cell itself on a phone. */
export function Unit({ children }: { children: ReactNode }) {
  return <span className="sm:sr-only"> {children}</span>;
}
