import type { RouterInputs } from "@ai-cost/api";
import {
  addDays,
  comparisonOf,
  type DayRange,
  dayOf,
  daysIn,
  type Interval,
  monthOf,
  monthRange,
  rangeProblem,
  trendMonths,
} from "@ai-cost/domain";
import type { Sort } from "@/components/table/sort";
import {
  type AddressParams,
  type ChartRange,
  filteredNames,
  type Range,
  type Split,
  type TabName,
} from "./search-params";

/** Agent types and models to which figures are limited. An empty list limits nothing. */
export interface UsageFilter {
  agentTypes: readonly string[];
  models: readonly string[];
}

/** What the page shows. */
export interface View {
  /** The current UTC day, `YYYY-MM-DD`. */
  today: string;
  /** The month on screen, `YYYY-MM`: a past one or the current one. */
  month: string;
  isPastMonth: boolean;
  /** The days of the daily chart. Only the chart follows it. */
  range: ChartRange;
  tab: TabName;
  split: Split;
  isCompared: boolean;
  filter: UsageFilter;
  /** The day that is open in a dialog, `YYYY-MM-DD`; null when none is. */
  openDay: string | null;
  /** How the table of the tab is sorted; null for its usual order. */
  sort: Sort<string> | null;
}

const RANGE_DAYS: Readonly<Record<Range, number>> = {
  "7d": 7,
  "14d": 14,
  "30d": 30,
  "90d": 90,
};
/** With more days than this, each bar of the chart is a week. */
const MAX_DAILY_BARS = 92;

/**
 * The view that the search parameters describe. `asOf` is the server's time, which decides what the
 * current month is.
 */
export function viewOf(params: AddressParams, asOf: string): View {
  const now = new Date(asOf);
  const currentMonth = monthOf(now);
  const isPastMonth = params.month !== null && params.month < currentMonth;
  const { range, tab, compare, by, agent, model, day, sort } = params;
  return {
    today: dayOf(now),
    month: isPastMonth && params.month !== null ? params.month : currentMonth,
    isPastMonth,
    range: validRange(range, isPastMonth, now),
    tab,
    split: by,
    isCompared: compare === "on",
    filter: { agentTypes: filteredNames(agent), models: filteredNames(model) },
    openDay: day !== null && day <= dayOf(now) ? day : null,
    sort,
  };
}

/** The latest days do not belong to a past month, which shows its own days instead. */
function validRange(range: ChartRange, isPastMonth: boolean, now: Date): ChartRange {
  if (typeof range === "string") return isPastMonth ? "month" : range;
  return rangeProblem(range, now) === null ? range : "month";
}

export const hasFilter = ({ filter }: View): boolean =>
  filter.agentTypes.length > 0 || filter.models.length > 0;

/** The input of a procedure that reads one month; without a month, the current one. */
export interface MonthInput {
  projectId: string;
  month?: string;
}

/** The input of `aiCost.getMonthlySummary`, on the server and in the browser. */
export const summaryInputOf = (projectId: string, { isPastMonth, month }: View): MonthInput =>
  isPastMonth ? { projectId, month } : { projectId };

export type BreakdownInput = RouterInputs["aiCost"]["getBreakdown"];
export type RecentChargesInput = RouterInputs["aiCost"]["getRecentTransactions"];
export type GroupBy = NonNullable<BreakdownInput["groupBy"]>;

/** The input of `aiCost.getBreakdown` for the whole month on screen, which follows the filter. */
export const monthUsageInput = (
  projectId: string,
  view: View,
  groupBy: GroupBy,
): BreakdownInput => ({
  projectId,
  ...monthRange(view.month),
  groupBy,
  ...filterInput(view.filter),
});

/**
 * The input of `aiCost.getBreakdown` for the days of the month on screen that are compared with the same days
 * of the month before: its complete days, as many as both months have. Null when nothing is compared: on
 * the first day of the month and when the person has switched the comparison off.
 */
export function comparedUsageInput(
  projectId: string,
  { month, today, isCompared, filter }: View,
  groupBy: GroupBy,
): BreakdownInput | null {
  const compared = isCompared ? comparisonOf(month, new Date(`${today}T00:00:00.000Z`)) : null;
  if (!compared) return null;
  return {
    projectId,
    from: compared.firstDay,
    to: compared.lastDay,
    groupBy,
    compare: "previousMonth",
    ...filterInput(filter),
  };
}

/** The input of `aiCost.getBreakdown` for the six months of the trend, which end with the current one. */
export function trendInput(projectId: string, { today, filter }: View): BreakdownInput {
  const months = trendMonths(new Date(`${today}T00:00:00.000Z`));
  return {
    projectId,
    from: monthRange(months.at(0) ?? "").from,
    to: monthRange(months.at(-1) ?? "").to,
    interval: "month",
    ...filterInput(filter),
  };
}

/** The first and the last day of the daily chart. A month is shown up to its end. */
export function chartDays({ range, month, today }: View): DayRange {
  if (range === "month") return monthRange(month);
  if (typeof range === "object") return range;
  return { from: addDays(today, 1 - RANGE_DAYS[range]), to: today };
}

const GROUP_BY = { total: "none", agent: "agentType", model: "model" } as const satisfies Record<
  Split,
  GroupBy
>;

/**
 * The input of `aiCost.getBreakdown` for the daily chart. A month is compared with the month before, other days
 * with the same number of days before them.
 */
export function chartInput(
  projectId: string,
  view: View,
  split: Split,
  interval: Interval = intervalOf(view),
): BreakdownInput {
  const compare = view.range === "month" ? "previousMonth" : "previousPeriod";
  return {
    projectId,
    ...chartDays(view),
    interval,
    groupBy: GROUP_BY[split],
    ...(view.isCompared && split === "total" && { compare }),
    ...filterInput(view.filter),
  };
}

const intervalOf = (view: View): Interval =>
  daysIn(chartDays(view)) > MAX_DAILY_BARS ? "week" : "day";

/**
 * The inputs of `aiCost.getBreakdown` for everything that the page shows at first. Each is listed once, also
 * when a card and the tab show the same.
 */
export function firstUsageInputs(projectId: string, view: View): BreakdownInput[] {
  const inputs = [
    chartInput(projectId, view, "total"),
    chartInput(projectId, view, view.split),
    comparedUsageInput(projectId, view, "agentType"),
    hasFilter(view) ? monthUsageInput(projectId, view, "agentType") : null,
    ...TAB_INPUTS[view.tab](projectId, view),
  ];
  const byText = new Map(inputs.map((input) => [JSON.stringify(input), input]));
  return [...byText.values()].filter((input) => input !== null);
}

const comparedTable = (groupBy: GroupBy) => (projectId: string, view: View) => [
  monthUsageInput(projectId, view, groupBy),
  comparedUsageInput(projectId, view, groupBy),
];

const TAB_INPUTS: Record<
  TabName,
  (projectId: string, view: View) => readonly (BreakdownInput | null)[]
> = {
  agents: comparedTable("agentType"),
  models: comparedTable("model"),
  trend: (projectId, view) => [trendInput(projectId, view)],
  pipelines: () => [],
  recent: () => [],
};

/** Without a filter the field is absent, so that all inputs without one are equal. */
function filterInput({ agentTypes, models }: UsageFilter): Pick<BreakdownInput, "filter"> {
  if (agentTypes.length === 0 && models.length === 0) return {};
  return {
    filter: {
      ...(agentTypes.length > 0 && { agentTypes: [...agentTypes] }),
      ...(models.length > 0 && { models: [...models] }),
    },
  };
}

/** The input of `aiCost.getRecentTransactions`: the charges of a past month, or the latest ones of any month. */
export const recentChargesInput = (projectId: string, view: View): RecentChargesInput => ({
  ...summaryInputOf(projectId, view),
  ...filterInput(view.filter),
});

/** The input of `aiCost.getBreakdown` for the day that is open, divided as the chart is. */
export const dayUsageInput = (projectId: string, view: View, day: string): BreakdownInput => ({
  projectId,
  from: day,
  to: day,
  groupBy: view.split === "model" ? "model" : "agentType",
  ...(view.isCompared && { compare: "previousPeriod" as const }),
  ...filterInput(view.filter),
});
