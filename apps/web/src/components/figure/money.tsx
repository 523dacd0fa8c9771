import { formatDollars, formatExactDollars, fractionLength } from "@/lib/format";
import { classNames } from "../class-names";

interface MoneyProps {
  /** The amount in dollars; null when the price is unknown. */
  dollars: number | null;
  /** Whether a part of the amount is unknown, so that the amount is a lower bound. */
  atLeast?: boolean;
  /**
   * The length of the longest decimal fraction in the column, from `columnFraction`. It aligns the
   * decimal points.
   */
  fraction?: number;
  className?: string;
}

/** An amount in dollars, with the exact amount in its `title`. */
export function Money({ dollars, atLeast = false, fraction = 0, className }: MoneyProps) {
  const text = formatDollars(dollars);
  const own = fractionLength(text);
  const missing =
    own === 0 && fraction > 0
      ? `.${"0".repeat(fraction - 1)}`
      : "0".repeat(Math.max(0, fraction - own));
  return (
    <span
      title={dollars === null ? "The price is unknown" : formatExactDollars(dollars)}
      data-missing={missing}
      className={classNames(
        "whitespace-nowrap tabular-nums after:invisible @2xl/table:after:content-[attr(data-missing)]",
        className,
      )}
    >
      {/* In a narrow table or on a phone "at least" is on its own line above the amount, so the
          amount can use the full width. */}
      {atLeast && (
        <span className="@max-2xl/table:block font-normal text-muted text-xs leading-none max-sm:block">
          at least{" "}
        </span>
      )}
      {text}
    </span>
  );
}

/** The length of the longest decimal fraction among the amounts of a column, in characters. */
export const columnFraction = (amounts: readonly (number | null)[]): number =>
  amounts.reduce<number>(
    (most, dollars) => Math.max(most, fractionLength(formatDollars(dollars))),
    0,
  );
