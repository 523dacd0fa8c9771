import {
  agentTypeOf,
  divideHalfEven,
  dollarsFromMicroUsd,
  microUsdFromOutput,
  OTHER_AGENT_TYPES,
} from "@ai-cost/domain";
import type { Sort } from "@/components/table/sort";
import { formatMonth } from "@/lib/format-time";
import type { Figures, GroupRow } from "./usage-rows";

/** What the rows of a table of usage are. */
export type UsageGrouping = "agentType" | "model" | "month";

/** What the parts of a row are, which are beneath it while it is open. */
export const PART_GROUPING = {
  agentType: "model",
  model: "agentType",
  month: "agentType",
} as const satisfies Record<UsageGrouping, UsageGrouping>;

/** The name of the model of calls whose reports named none. */
const UNKNOWN_MODEL = "unknown";

/** What a person reads as the name of an agent type, model or month. */
export function usageLabel(grouping: UsageGrouping, name: string): string {
  if (grouping === "month") return formatMonth(name);
  if (grouping === "agentType") return agentTypeOf(name).label;
  if (name === OTHER_AGENT_TYPES) return "All other models";
  return name === UNKNOWN_MODEL ? "No model reported" : name;
}

export const totalTokens = ({ inputTokens, outputTokens }: Figures): number =>
  inputTokens + outputTokens;

export const isLowerBound = ({ unpricedCalls }: Figures): boolean => (unpricedCalls ?? 0) > 0;

/** The cost in dollars; null when no call has a known cost. */
export const knownCost = (figures: Figures): number | null =>
  isLowerBound(figures) && figures.cost === 0 ? null : figures.cost;

/** The known cost divided by a count, rounded to the micro-dollar; null when one of them is not known. */
function costPer(figures: Figures, count: number | null, units = 1n): number | null {
  const cost = knownCost(figures);
  if (cost === null || !count) return null;
  return dollarsFromMicroUsd(divideHalfEven(microUsdFromOutput(cost) * units, BigInt(count)));
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : (part / whole) * 100;

/** The completed jobs as a percentage of those that have completed or failed. */
function successPct({ completedJobs, failedJobs }: Figures): number | null {
  if (completedJobs === null || failedJobs === null) return null;
  return percent(completedJobs, completedJobs + failedJobs);
}

/** The figures of a row by which a table can be sorted; null where they cannot be told. */
export const USAGE_VALUES = {
  jobs: ({ figures }) => figures.jobs,
  calls: ({ figures }) => figures.calls,
  tokens: ({ figures }) => totalTokens(figures),
  cached: ({ figures }) => percent(figures.tokens.cachedInput, figures.inputTokens),
  perJob: ({ figures }) => costPer(figures, figures.jobs),
  perMillion: ({ figures }) => costPer(figures, totalTokens(figures), 1_000_000n),
  success: ({ figures }) => successPct(figures),
  cost: ({ figures }) => knownCost(figures),
  share: ({ sharePct }) => sharePct,
  change: ({ change }) => change?.difference ?? null,
} as const satisfies Record<string, (row: GroupRow) => number | null>;

export type UsageSortKey = "name" | keyof typeof USAGE_VALUES;

/**
 * Sorts the rows of a table. Rows that are equal keep their order, which is that of their cost. An unknown value
 * comes last in both directions, and so does the row of all others.
 */
export function sortUsage(
  rows: readonly GroupRow[],
  { by, direction }: Sort<UsageSortKey>,
  grouping: UsageGrouping,
): GroupRow[] {
  const sortValue = (row: GroupRow) =>
    by === "name" ? sortName(grouping, row.name) : USAGE_VALUES[by](row);
  const sign = direction === "ascending" ? 1 : -1;
  const rankOf = (row: GroupRow) =>
    row.name === OTHER_AGENT_TYPES ? 2 : sortValue(row) === null ? 1 : 0;
  return rows.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || sign * compare(sortValue(a), sortValue(b)),
  );
}

/** Months are sorted by time, and names without regard to capitals. */
const sortName = (grouping: UsageGrouping, name: string): string =>
  grouping === "month" ? name : usageLabel(grouping, name).toLowerCase();

function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}
