import { type QueryResult, sorted } from "../queries/query-result";

/** A row as the database driver returns it. */
export type Row = Record<string, unknown>;

const numbers = (row: Row, ...names: string[]) => names.map((name) => Number(row[name]));

/**
 * Converts the rows of the summary's statements to a query result: the agents, the most expensive
 * runs and the comparison with the month before.
 */
export const summaryResult = ({
  agents,
  runs,
  comparison: [comparison = {}],
}: Record<"agents" | "runs" | "comparison", readonly Row[]>): QueryResult => ({
  ...agentsResult(agents),
  "most expensive runs": runs.map((row) => [String(row.id), Number(row.micro_usd)]),
  "status of the most expensive runs": runs.map((row) => [
    String(row.id),
    String(row.status),
    String(row.trigger),
    ...numbers(row, "started_ms", "jobs"),
  ]),
  comparison: [numbers(comparison, "micro_usd", "previous_micro_usd")],
});

export const agentsResult = (rows: readonly Row[]): QueryResult => ({
  "spend by agent type": spendByKey(rows),
  "jobs by agent type": byKey(rows, "jobs", "completed", "failed", "unpriced"),
});

export const modelsResult = (rows: readonly Row[]): QueryResult => ({
  "spend by model": spendByKey(rows),
  "calls by model": byKey(rows, "calls", "unpriced"),
});

const byKey = (rows: readonly Row[], ...names: string[]) =>
  sorted(rows.map((row) => [String(row.key), ...numbers(row, ...names)]));
const spendByKey = (rows: readonly Row[]) =>
  byKey(rows, "micro_usd", "input_tokens", "output_tokens");

/** Converts sums by day, month or project to a query result. */
export const seriesResult = (rows: readonly Row[]): QueryResult => ({
  spend: byKey(rows, "micro_usd", "tokens"),
  jobs: byKey(rows, "jobs"),
});

export const recentResult = (rows: readonly Row[]): QueryResult => ({
  charges: rows.map((row) => [
    String(row.id),
    String(row.agent_type),
    ...numbers(row, "input_tokens", "output_tokens", "occurred_ms"),
  ]),
  "net cost": rows.map((row) => [String(row.id), Number(row.priced) - Number(row.refunded)]),
  "cost and run": rows.map((row) => [
    String(row.id),
    row.priced === null ? null : Number(row.priced),
    Number(row.refunded),
    String(row.run_id),
    String(row.job_id),
    String(row.model),
  ]),
});
