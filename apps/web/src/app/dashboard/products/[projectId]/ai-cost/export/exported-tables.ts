import { type CsvColumn, csvDollars, csvStream } from "@ai-cost/api";
import type { Breakdown, Charge, TopRun } from "../outputs";
import { monthRows } from "../usage/month-rows";
import { type GroupRow, usageRows } from "../usage/usage-rows";
import { usageSort } from "../usage/usage-sort";
import { knownCost, sortUsage, type UsageGrouping } from "../usage/usage-values";
import {
  type BreakdownInput,
  chartInput,
  comparedUsageInput,
  monthUsageInput,
  summaryInputOf,
  trendInput,
  type View,
} from "../view";
import { allCharges } from "./all-charges";
import type { ExportedTable } from "./export-href";
import type { ExportSource } from "./export-source";
import { usageCsvColumns } from "./usage-csv";

type Csv = ReadableStream<Uint8Array>;

/**
 * Reads a table as a CSV file. Everything that can be refused is refused before the promise resolves, so that
 * the response can still have its status.
 */
export const exportTable = (table: ExportedTable, source: ExportSource): Promise<Csv> =>
  TABLES[table](source);

const TABLES: Readonly<Record<ExportedTable, (source: ExportSource) => Promise<Csv>>> = {
  agents: (source) => exportUsage(source, "agentType"),
  models: (source) => exportUsage(source, "model"),
  trend: exportTrend,
  daily: exportDays,
  pipelines: exportTopRuns,
  recent: async (source) => csvStream(CHARGE_COLUMNS, await allCharges(source)),
};

async function exportUsage(
  { caller, projectId, view }: ExportSource,
  grouping: "agentType" | "model",
): Promise<Csv> {
  const comparedInput = comparedUsageInput(projectId, view, grouping);
  const [usage, compared] = await Promise.all([
    caller.aiCost.getBreakdown(monthUsageInput(projectId, view, grouping)),
    comparedInput ? caller.aiCost.getBreakdown(comparedInput) : undefined,
  ]);
  return sortedCsv(usageRows(usage, compared), grouping, view, compared !== undefined);
}

async function exportTrend({ caller, projectId, view }: ExportSource): Promise<Csv> {
  const trend = await caller.aiCost.getBreakdown(trendInput(projectId, view));
  return sortedCsv(monthRows(trend), "month", view, true);
}

function sortedCsv(
  rows: readonly GroupRow[],
  grouping: UsageGrouping,
  { sort }: View,
  isCompared: boolean,
): Csv {
  const sorted = sortUsage(rows, usageSort(sort, grouping, isCompared), grouping);
  return csvStream(usageCsvColumns(grouping, isCompared), sorted);
}

type Day = Breakdown["rows"][number];

/** The daily chart with its division: a row for each day, or for each day and agent type or model. */
async function exportDays({ caller, projectId, view }: ExportSource): Promise<Csv> {
  const input: BreakdownInput = { ...chartInput(projectId, view, view.split), compare: "none" };
  const { rows, groupBy } = await caller.aiCost.getBreakdown({ ...input, interval: "day" });
  const shown = rows.filter(({ start }) => start <= view.today);
  return csvStream(dayColumns(groupBy), shown);
}

const dayColumns = (groupBy: Breakdown["groupBy"]): CsvColumn<Day>[] => [
  { name: "day", value: ({ start }) => start },
  ...(groupBy === "none" ? [] : [{ name: GROUP_NAMES[groupBy], value: ({ group }: Day) => group }]),
  { name: "jobs", value: ({ jobs }) => jobs },
  { name: "calls", value: ({ calls }) => calls },
  { name: "input_tokens", value: ({ inputTokens }) => inputTokens },
  { name: "output_tokens", value: ({ outputTokens }) => outputTokens },
  { name: "cost_usd", value: (day) => csvDollars(knownCost(day)) },
  { name: "unpriced_calls", value: ({ unpricedCalls }) => unpricedCalls },
];

const GROUP_NAMES = { agentType: "agent_type", model: "model", tokenKind: "token_kind" } as const;

async function exportTopRuns({ caller, projectId, view }: ExportSource): Promise<Csv> {
  const { topRuns } = await caller.aiCost.getMonthlySummary(summaryInputOf(projectId, view));
  return csvStream(RUN_COLUMNS, topRuns);
}

const RUN_COLUMNS: CsvColumn<TopRun>[] = [
  { name: "run", value: ({ externalId }) => externalId },
  { name: "run_id", value: ({ runId }) => runId },
  { name: "status", value: ({ status }) => status },
  { name: "trigger", value: ({ trigger }) => trigger },
  { name: "started_at", value: ({ startedAt }) => startedAt },
  { name: "jobs", value: ({ jobCount }) => jobCount },
  { name: "total_tokens", value: ({ totalTokens }) => totalTokens },
  { name: "cost_usd", value: ({ cost }) => csvDollars(cost) },
  { name: "share_pct", value: ({ pctOfTotal }) => pctOfTotal },
  { name: "unpriced_calls", value: ({ unpricedCharges }) => unpricedCharges },
];

const CHARGE_COLUMNS: CsvColumn<Charge>[] = [
  { name: "charge_id", value: ({ id }) => id },
  { name: "occurred_at", value: ({ occurredAt }) => occurredAt },
  { name: "agent_type", value: ({ agentType }) => agentType },
  { name: "model", value: ({ model }) => model },
  { name: "run", value: ({ runExternalId }) => runExternalId },
  { name: "run_id", value: ({ runId }) => runId },
  { name: "job_id", value: ({ jobId }) => jobId },
  { name: "input_tokens", value: ({ inputTokens }) => inputTokens },
  { name: "output_tokens", value: ({ outputTokens }) => outputTokens },
  { name: "cost_usd", value: ({ cost }) => csvDollars(cost) },
  { name: "refunded_usd", value: ({ refundedCost }) => csvDollars(refundedCost) },
];
