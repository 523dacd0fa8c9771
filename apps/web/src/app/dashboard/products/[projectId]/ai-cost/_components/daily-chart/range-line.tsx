import type { RangeSummary } from "./range-summary";

/** The total, the daily average and the most expensive day of the days on screen. */
export function RangeLine({ total, days, average, highest }: RangeSummary) {
  if (highest === null && total === "$0.00") return <p>No spend in {days}</p>;
  return (
    <p className="tabular-nums">
      <Strong>{total}</Strong> in {days}
      {average && (
        <>
          {" · "}
          <Strong>{average.cost}</Strong> a day on average over {average.days}
          {average.previous && ` (${average.previous})`}
        </>
      )}
      {highest && ` · highest ${highest}`}
    </p>
  );
}

const Strong = ({ children }: { children: string }) => (
  <strong className="font-semibold text-ink">{children}</strong>
);
