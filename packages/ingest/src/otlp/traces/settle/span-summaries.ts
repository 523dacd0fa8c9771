import { type Executor, listOf, rowsOf } from "@ai-cost/db";
import type { NestedReport } from "@ai-cost/ledger";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import type { RecordedCalls } from "../recorded-spans";
import type { SpanSummary } from "../tree/span-summary";
import { idOf } from "../tree/trace-tree";
import { readStoredReport, storedReport } from "./stored-report";

const BATCH_ROWS = 5_000;

const COLUMN_TYPES = {
  trace_id: "text",
  span_id: "text",
  parent_span_id: "text",
  service_name: "text",
  is_agent: "boolean",
  agent_name: "text",
  is_model_call: "boolean",
  is_tool: "boolean",
  charge_key: "text",
  repeats_usage: "boolean",
  is_failed: "boolean",
  ended_at: "timestamptz",
  report: "jsonb",
};

type Scope = Pick<IngestContext, "projectId" | "now">;

/**
 * Saves summaries of spans. Later requests with the spans above or below read them. An existing summary is
 * not changed. `duplicateReports` are stored with their spans. Returns the number of new summaries.
 */
export async function saveSpanSummaries(
  tx: Executor,
  scope: Scope,
  summaries: readonly SpanSummary[],
  duplicateReports: RecordedCalls["duplicateReports"],
): Promise<number> {
  let saved = 0;
  for (let first = 0; first < summaries.length; first += BATCH_ROWS) {
    const batch = summaries.slice(first, first + BATCH_ROWS);
    const rows = batch.map((span) => rowOf(span, duplicateReports.get(idOf(span))));
    saved += await insertSummaries(tx, scope, rows);
  }
  return saved;
}

const rowOf = (span: SpanSummary, report: NestedReport | undefined) => ({
  trace_id: span.traceId,
  span_id: span.spanId,
  parent_span_id: span.parentSpanId,
  service_name: span.serviceName,
  is_agent: span.role === "agent",
  agent_name: span.agentName,
  is_model_call: span.role === "model call",
  is_tool: span.role === "tool",
  charge_key: span.callKey,
  repeats_usage: span.repeatsUsage,
  is_failed: span.isFailed,
  ended_at: span.endedAt,
  report: report ? storedReport(report) : null,
});

/** Inserts the rows in the order of their ids, so that concurrent requests cannot deadlock. */
async function insertSummaries(
  tx: Executor,
  { projectId, now }: Scope,
  rows: readonly ReturnType<typeof rowOf>[],
): Promise<number> {
  const { count } = await tx.execute(sql`
    insert into trace_spans (project_id, trace_id, span_id, parent_span_id, service_name, is_agent,
      agent_name, is_model_call, is_tool, charge_key, repeats_usage, is_failed, ended_at, report, received_at)
    select ${projectId}::uuid, summary.*, ${now.toISOString()}::timestamptz
    from ${rowsOf("summary", COLUMN_TYPES, rows)}
    order by trace_id, span_id
    on conflict (project_id, trace_id, span_id) do nothing`);
  return count;
}

/** Loads the saved summaries of the spans of some traces. */
export async function loadSpanSummaries(
  db: Executor,
  projectId: string,
  traceIds: readonly string[],
): Promise<SpanSummary[]> {
  if (traceIds.length === 0) return [];
  const rows = await db.execute<Record<string, unknown> & SpanSummary & { endedAt: string }>(sql`
    select trace_id as "traceId", span_id as "spanId", parent_span_id as "parentSpanId",
      service_name as "serviceName", agent_name as "agentName", charge_key as "callKey",
      repeats_usage as "repeatsUsage", is_failed as "isFailed", ended_at as "endedAt", report,
      case when is_agent then 'agent' when is_tool then 'tool' when is_model_call then 'model call'
        else 'other' end as role
    from trace_spans where project_id = ${projectId} and trace_id = any(${listOf(traceIds, "text")})`);
  return rows.map((row) => ({
    ...row,
    endedAt: new Date(row.endedAt),
    report: row.report && readStoredReport(row.report),
  }));
}
