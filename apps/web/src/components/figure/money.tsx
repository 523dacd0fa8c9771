import { formatColumnDollars, formatDollars, formatExactDollars, UNKNOWN } from "@/lib/format";
import { classNames } from "../class-names";

interface MoneyProps {
  /** The amount in dollars; null when the price is unknown. */
  dollars: number | null;
  /** Whether a part of the amount is unknown, so that the amount is a lower bound. */
  atLeast?: boolean;
  /** The number of decimals of the amount's column, from `columnFraction`. Absent outside of columns. */
  fraction?: number;
  className?: string;
}

/**
 * An amount in dollars, with the exact amount in its `title`. An amount of zero of which a part is unknown is
 * an unknown amount: "at least $0.00" would say nothing.
 */
export function Money({ dollars, atLeast = false, fraction, className }: MoneyProps) {
  const isUnknown = dollars === null || (atLeast && dollars === 0);
  return (
    <span
      title={isUnknown ? "The price is unknown" : formatExactDollars(dollars)}
      className={classNames("whitespace-nowrap tabular-nums", className)}
    >
      {/* In a narrow table or on a phone "at least" is on its own line above the amount, so the
          amount can use the full width. */}
      {atLeast && !isUnknown && (
        <span className="@max-2xl/table:block font-normal text-muted text-xs leading-none max-sm:block">
          at least{" "}
        </span>
      )}
      {isUnknown ? UNKNOWN : textOf(dollars, fraction)}
    </span>
  );
}

const textOf = (dollars: number, fraction: number | undefined): string =>
  fraction === undefined ? formatDollars(dollars) : formatColumnDollars(dollars, fraction);

/**
 * The number of decimals of a column of amounts: as many as `formatDollars` writes for an amount as large as
 * the largest one, or `least` if that is more. All amounts of a column have equally many, so that the
 * decimal points are aligned and the digits end under the end of the header.
 */
export function columnFraction(amounts: readonly (number | null)[], least = 2): number {
  const largest = Math.max(0, ...amounts.map((dollars) => Math.abs(dollars ?? 0)));
  const tier = largest === 0 || largest >= 0.99995 ? 2 : largest >= 0.01 ? 4 : 6;
  return Math.max(least, tier);
}

/** The number of decimals with which every price of a column is exact, at least two: 3 for 15 and 0.075. */
export const exactFraction = (amounts: readonly (number | null)[]): number =>
  Math.max(2, ...amounts.map((dollars) => formatExactDollars(dollars).split(".")[1]?.length ?? 0));
