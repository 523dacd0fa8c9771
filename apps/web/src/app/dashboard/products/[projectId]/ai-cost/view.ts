import { type DailyRangeDays, monthOf } from "@ai-cost/domain";
import type { Range, TabName } from "./search-params";

interface AddressParams {
  month: string | null;
  range: Range;
  tab: TabName;
}

/** What the page shows: of a past month all of its days, of the current one the days of a range. */
export interface View {
  /** Absent for the current month. */
  pastMonth: string | undefined;
  range: Range;
  tab: TabName;
}

const RANGE_DAYS: Readonly<Record<Range, DailyRangeDays>> = {
  "7d": 7,
  "14d": 14,
  "30d": 30,
  "90d": 90,
};

/** `asOf` is the server's clock; a month that is not over by it is the current one. */
export function viewOf({ month, range, tab }: AddressParams, asOf: string): View {
  const isPast = month !== null && month < monthOf(new Date(asOf));
  return { pastMonth: isPast ? month : undefined, range, tab };
}

/** What to ask `aiCost.getMonthlySummary`, on the server and in the browser. */
export const summaryInputOf = (projectId: string, { pastMonth }: View) =>
  pastMonth === undefined ? { projectId } : { projectId, month: pastMonth };

/** What to ask `aiCost.getDailySpend`. */
export const dailyInputOf = (projectId: string, { pastMonth, range }: View) =>
  pastMonth === undefined
    ? { projectId, days: RANGE_DAYS[range] }
    : { projectId, month: pastMonth };
