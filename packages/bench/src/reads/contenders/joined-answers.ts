import { type Answer, sorted } from "../answer";

/** A row as an engine's driver gives it. */
export type Row = Record<string, unknown>;

const numbers = (row: Row, ...names: string[]) => names.map((name) => Number(row[name]));

/** Of the statements for agents, the dearest runs and the days to compare. */
export const summaryAnswer = ({
  agents,
  runs,
  compared: [compared = {}],
}: Record<"agents" | "runs" | "compared", readonly Row[]>): Answer => ({
  "spend by agent type": sorted(
    agents.map((row) => [
      String(row.key),
      ...numbers(row, "micro_usd", "input_tokens", "output_tokens"),
    ]),
  ),
  "jobs by agent type": sorted(
    agents.map((row) => [
      String(row.key),
      ...numbers(row, "jobs", "completed", "failed", "unpriced"),
    ]),
  ),
  "dearest runs": runs.map((row) => [String(row.id), Number(row.micro_usd)]),
  "state of the dearest runs": runs.map((row) => [
    String(row.id),
    String(row.status),
    String(row.trigger),
    ...numbers(row, "started_ms", "jobs"),
  ]),
  comparison: [numbers(compared, "micro_usd", "previous_micro_usd")],
});

/** Of days, months or projects. */
export const seriesAnswer = (rows: readonly Row[]): Answer => ({
  spend: sorted(rows.map((row) => [String(row.key), ...numbers(row, "micro_usd", "tokens")])),
  jobs: sorted(rows.map((row) => [String(row.key), ...numbers(row, "jobs")])),
});

export const recentAnswer = (rows: readonly Row[]): Answer => ({
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
