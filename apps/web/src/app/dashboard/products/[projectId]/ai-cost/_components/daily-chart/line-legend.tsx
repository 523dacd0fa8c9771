import { formatDollars } from "@/lib/format";
import { formatDays } from "@/lib/format-time";

interface LineLegendProps {
  /** The days that are drawn behind the bars; null when none are. */
  comparedDays: { from: string; to: string } | null;
  /** The day's even share of the monthly budget in dollars; null without a budget. */
  evenShare: number | null;
}

/** What the outlines behind the bars and the dashed line mean. */
export function LineLegend({ comparedDays, evenShare }: LineLegendProps) {
  return (
    <>
      {comparedDays && (
        <span className="flex min-h-8 items-center gap-1.5 px-1.5 text-xs">
          <span
            aria-hidden="true"
            className="size-2.5 rounded-bar border border-field border-dashed bg-line"
          />
          {formatDays(comparedDays.from, comparedDays.to)}
        </span>
      )}
      {evenShare !== null && (
        <span className="flex min-h-8 items-center gap-1.5 px-1.5 text-xs">
          <span aria-hidden="true" className="w-4 border-muted border-t border-dashed" />
          Even budget, {formatDollars(evenShare)} a day
        </span>
      )}
    </>
  );
}
