import { classNames } from "../class-names";

interface SparklineProps {
  /** What the bars show, in words. */
  label: string;
  bars: readonly { key: string; value: number }[];
  /** The number of places for bars. Places without a bar stay empty at the end. */
  places: number;
  /** Whether the period of the last bar is not over. */
  isLastOpen: boolean;
  className?: string;
}

/** Small bars without an axis, which show only the shape of a series. */
export function Sparkline({ label, bars, places, isLastOpen, className }: SparklineProps) {
  const most = Math.max(...bars.map(({ value }) => value));
  return (
    <div
      role="img"
      aria-label={label}
      className={classNames("flex h-6 items-end gap-px", className)}
    >
      {bars.map(({ key, value }, index) => (
        <span
          key={key}
          className={classNames(
            "painted min-h-px flex-1",
            value > 0 ? "bg-bar" : "bg-line",
            isLastOpen && index === bars.length - 1 && "opacity-50",
          )}
          style={{ height: most > 0 ? `${(value / most) * 100}%` : "0" }}
        />
      ))}
      {/* Keeps the bars as wide as those of a full period. */}
      {places > bars.length && <span style={{ flex: places - bars.length }} />}
    </div>
  );
}
