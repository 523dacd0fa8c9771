import { type DailyRangeDays, monthOf } from "@ai-cost/domain";
import type { Range, TabName } from "./search-params";

interface AddressParams {
  month: string | null;
  range: Range;
  tab: TabName;
}

/** What the page shows: all days of a past month, or the latest days of the current one. */
export interface View {
  /** The past month, `YYYY-MM`; undefined for the current month. */
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

/**
 * The view that the search parameters describe. `asOf` is the server's time, which decides what the
 * current month is.
 */
export function viewOf({ month, range, tab }: AddressParams, asOf: string): View {
  const isPast = month !== null && month < monthOf(new Date(asOf));
  return { pastMonth: isPast ? month : undefined, range, tab };
}

/** The input of a procedure that reads one month; without a month, the current one. */
export interface MonthInput {
  projectId: string;
  month?: string;
}

/** The input of `aiCost.getMonthlySummary`, on the server and in the browser. */
export const summaryInputOf = (projectId: string, { pastMonth }: View): MonthInput =>
  pastMonth === undefined ? { projectId } : { projectId, month: pastMonth };

/** The input of `aiCost.getDailySpend`. */
export const dailyInputOf = (projectId: string, { pastMonth, range }: View) =>
  pastMonth === undefined
    ? { projectId, days: RANGE_DAYS[range] }
    : { projectId, month: pastMonth };
