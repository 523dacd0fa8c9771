import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import { storableText } from "../../../fields/storable";
import { isLeaf } from "../read/leaf-span";
import type { TraceSpan } from "../read/trace-span";

const MAX_SERVICE_NAME_LENGTH = 200;
const BATCH_ROWS = 5_000;

const COLUMN_TYPES = {
  trace_id: "text",
  span_id: "text",
  parent_span_id: "text",
  service_name: "text",
  is_agent: "boolean",
  agent_name: "text",
  is_model_call: "boolean",
  repeats_usage: "boolean",
  is_failed: "boolean",
  ended_at: "timestamptz",
};

type Scope = Pick<IngestContext, "projectId" | "now">;

/**
 * Saves a summary of each span: its parent, whether it is an agent invocation, and how it ended. Later
 * requests, which bring descendants of the span, read the summary. An existing summary is not changed.
 */
export async function saveSpanSummaries(
  tx: Executor,
  scope: Scope,
  spans: readonly TraceSpan[],
): Promise<void> {
  const rows = spans.filter((span) => !isLeaf(span)).map((span) => summaryOf(span, scope.now));
  for (let first = 0; first < rows.length; first += BATCH_ROWS)
    await insertSummaries(tx, scope, rows.slice(first, first + BATCH_ROWS));
}

const summaryOf = (span: TraceSpan, now: Date) => ({
  trace_id: span.traceId,
  span_id: span.spanId,
  parent_span_id: span.parentSpanId,
  service_name: span.serviceName && storableText(span.serviceName, MAX_SERVICE_NAME_LENGTH),
  is_agent: span.role === "agent",
  agent_name: span.agentName,
  is_model_call: span.role === "model call",
  repeats_usage: span.role !== "model call" && span.reportsUsage,
  is_failed: span.isFailed,
  ended_at: span.endedAt ?? now,
});

/** Inserts the rows in the order of their ids, so that concurrent requests cannot deadlock. */
async function insertSummaries(
  tx: Executor,
  { projectId, now }: Scope,
  rows: readonly ReturnType<typeof summaryOf>[],
): Promise<void> {
  await tx.execute(sql`
    insert into trace_spans (project_id, trace_id, span_id, parent_span_id, service_name, is_agent,
      agent_name, is_model_call, repeats_usage, is_failed, ended_at, received_at)
    select ${projectId}::uuid, summary.*, ${now.toISOString()}::timestamptz
    from ${rowsOf("summary", COLUMN_TYPES, rows)}
    order by trace_id, span_id
    on conflict (project_id, trace_id, span_id) do nothing`);
}
