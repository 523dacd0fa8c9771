import { formatDollars, formatExactDollars, fractionLength } from "@/lib/format";
import { classNames } from "../class-names";

interface MoneyProps {
  /** Null when it is not known. */
  dollars: number | null;
  /** True when a part of the amount is not known. */
  atLeast?: boolean;
  /** The longest fraction of the column (`columnFraction`), so that its decimal points align. */
  fraction?: number;
  className?: string;
}

/** An amount as text, to the micro-dollar in its title. */
export function Money({ dollars, atLeast = false, fraction = 0, className }: MoneyProps) {
  const text = formatDollars(dollars);
  const own = fractionLength(text);
  const missing =
    own === 0 && fraction > 0
      ? `.${"0".repeat(fraction - 1)}`
      : "0".repeat(Math.max(0, fraction - own));
  return (
    <span
      title={dollars === null ? "The price is not known" : formatExactDollars(dollars)}
      data-missing={missing}
      className={classNames(
        "whitespace-nowrap tabular-nums after:invisible @2xl/table:after:content-[attr(data-missing)]",
        className,
      )}
    >
      {/* Above the amount where there is little room, so that the amount has all of it. */}
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
