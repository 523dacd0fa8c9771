import { isUnpriced } from "@/app/dashboard/_labels/cost-text";
import { formatDays } from "@/lib/format-time";
import type { Breakdown, Summary, UsageFigures } from "../../outputs";

/** A figure of this month's complete days, and of the same days of the month before. */
export interface Change {
  current: number;
  previous: number;
}

/** The figures of the cards: those of the month, or of the part that the filter selects. */
export interface MonthFigures {
  /** In dollars; null when no call has a known price. */
  cost: number | null;
  isAtLeast: boolean;
  inputTokens: number;
  outputTokens: number;
  /** Null with a filter by model, because a job can use several models. */
  jobs: { charged: number; completed: number; failed: number } | null;
  /** The days of the month before, such as `1–22 Oct`, and what changed since; null when nothing is compared. */
  changes: { days: string; cost: Change; tokens: Change; completedJobs: Change | null } | null;
}

/** The figures of the whole month. */
export const figuresOfSummary = (summary: Summary, compared: Breakdown | null): MonthFigures => ({
  cost: isWithoutPrice(summary) ? null : summary.totalCost,
  isAtLeast: summary.unpricedCharges > 0,
  inputTokens: summary.inputTokens,
  outputTokens: summary.outputTokens,
  jobs: {
    charged: summary.totalJobs,
    completed: summary.completedJobs,
    failed: summary.failedJobs,
  },
  changes: changesOf(compared),
});

/** The figures of the part of the month that the filter selects. */
export const figuresOfUsage = ({ total }: Breakdown, compared: Breakdown | null): MonthFigures => ({
  cost: isUnpriced(total) ? null : total.cost,
  isAtLeast: (total.unpricedCalls ?? 0) > 0,
  inputTokens: total.inputTokens,
  outputTokens: total.outputTokens,
  jobs: total.jobs === null ? null : jobsOf(total, total.jobs),
  changes: changesOf(compared),
});

/** A summary does not count calls, but gross spend of zero with unpriced charges means that none has a price. */
const isWithoutPrice = ({ grossCost, unpricedCharges }: Summary): boolean =>
  grossCost === 0 && unpricedCharges > 0;

const jobsOf = ({ completedJobs, failedJobs }: UsageFigures, charged: number) => ({
  charged,
  completed: completedJobs ?? 0,
  failed: failedJobs ?? 0,
});

/** While usage from before an update is still being added up, a comparison would be wrong. */
function changesOf(compared: Breakdown | null): MonthFigures["changes"] {
  const previous = compared?.total.previous;
  if (!compared?.previousRange || !previous || !compared.isComplete) return null;
  const { total, previousRange } = compared;
  return {
    days: formatDays(previousRange.from, previousRange.to),
    cost: { current: total.cost, previous: previous.cost },
    tokens: {
      current: total.inputTokens + total.outputTokens,
      previous: previous.inputTokens + previous.outputTokens,
    },
    completedJobs:
      total.completedJobs === null || previous.completedJobs === null
        ? null
        : { current: total.completedJobs, previous: previous.completedJobs },
  };
}
