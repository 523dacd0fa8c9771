import { formatDollars, formatExactDollars, fractionLength } from "@/lib/format";
import { classNames } from "../class-names";

interface MoneyProps {
  /** Null when the price is unknown. */
  dollars: number | null;
  /** Whether a part of the amount is unknown. */
  atLeast?: boolean;
  /** The longest fraction in the column (`columnFraction`), to align the decimal points. */
  fraction?: number;
  className?: string;
}

/** An amount in dollars, with the exact one in its title. */
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
      {/* Above the amount where there is little room, so that the amount can use all of it. */}
      {atLeast && (
        <span className="@max-2xl/table:block font-normal text-muted text-xs leading-none max-sm:block">
          at least{" "}
        </span>
      )}
      {text}
    </span>
  );
}

/** The longest fraction among the amounts of a column. */
export const columnFraction = (amounts: readonly (number | null)[]): number =>
  amounts.reduce<number>(
    (most, dollars) => Math.max(most, fractionLength(formatDollars(dollars))),
    0,
  );
