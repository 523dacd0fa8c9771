import { type CsvColumn, csvDollars } from "@ai-cost/api";
import type { GroupRow } from "../usage/usage-rows";
import {
  knownCost,
  totalTokens,
  USAGE_VALUES,
  type UsageGrouping,
  usageLabel,
} from "../usage/usage-values";

type Column = CsvColumn<GroupRow>;

const NAMES: Readonly<Record<UsageGrouping, Column[]>> = {
  agentType: [
    { name: "agent_type", value: ({ name }) => name },
    { name: "label", value: ({ name }) => usageLabel("agentType", name) },
  ],
  model: [{ name: "model", value: ({ name }) => name }],
  month: [{ name: "month", value: ({ name }) => name }],
};

/** With these the shares and rates keep all their digits that matter, and no noise of doubles. */
const PERCENT_DECIMALS = 1e6;
const percent = (pct: number | null) =>
  pct === null ? null : Math.round(pct * PERCENT_DECIMALS) / PERCENT_DECIMALS;

const JOBS: Column[] = [
  { name: "jobs", value: ({ figures }) => figures.jobs },
  { name: "completed_jobs", value: ({ figures }) => figures.completedJobs },
  { name: "failed_jobs", value: ({ figures }) => figures.failedJobs },
  { name: "success_pct", value: (row) => percent(USAGE_VALUES.success(row)) },
  { name: "cost_per_job_usd", value: (row) => csvDollars(USAGE_VALUES.perJob(row)) },
];

const CALLS: Column[] = [
  { name: "calls", value: ({ figures }) => figures.calls },
  { name: "input_tokens", value: ({ figures }) => figures.inputTokens },
  { name: "cached_input_tokens", value: ({ figures }) => figures.tokens.cachedInput },
  { name: "output_tokens", value: ({ figures }) => figures.outputTokens },
  { name: "total_tokens", value: ({ figures }) => totalTokens(figures) },
];

const COST_PER_MILLION: Column = {
  name: "cost_per_million_tokens_usd",
  value: (row) => csvDollars(USAGE_VALUES.perMillion(row)),
};

const COST: Column[] = [
  { name: "cost_usd", value: ({ figures }) => csvDollars(knownCost(figures)) },
  { name: "share_pct", value: ({ sharePct }) => percent(sharePct) },
  { name: "refunded_usd", value: ({ figures }) => csvDollars(figures.refundedCost) },
  // When it is above 0, the cost is a lower bound.
  { name: "unpriced_calls", value: ({ figures }) => figures.unpricedCalls },
];

const CHANGE: Column[] = [
  { name: "compared_cost_usd", value: ({ change }) => csvDollars(change?.cost ?? null) },
  { name: "previous_cost_usd", value: ({ change }) => csvDollars(change?.previousCost ?? null) },
  { name: "change_usd", value: ({ change }) => csvDollars(change?.difference ?? null) },
];

/** The columns of a table of usage: everything that the table and its open rows show, with all digits. */
export const usageCsvColumns = (grouping: UsageGrouping, isCompared: boolean): Column[] => [
  ...NAMES[grouping],
  ...(grouping === "model" ? [...CALLS, COST_PER_MILLION] : [...JOBS, ...CALLS]),
  ...COST,
  ...(isCompared ? CHANGE : []),
];
