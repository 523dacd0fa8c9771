import { type Executor, rowsOf } from "@ai-cost/db";
import { sql } from "drizzle-orm";
import type { IngestContext } from "../../../calls/ingest-context";
import { storable } from "../../../fields/storable";
import { LEAF_ATTRIBUTES, LEAF_SCOPES } from "../../semconv/attribute-names";
import { agentNameOf } from "../read/run-and-job";
import { reportsUsage } from "../read/span-role";
import type { TraceSpan } from "../read/trace-span";

const MAX_SERVICE_NAME_LENGTH = 200;
const BATCH_ROWS = 5_000;

const TYPES = {
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

/**
 * Keeps of each span what later ones may ask of it: what it stands under, whether it is an agent's
 * invocation, and how it ended. Spans that were kept before stay as they are.
 */
export async function saveSpanSummaries(
  tx: Executor,
  scope: BoneScope,
  spans: readonly TraceSpan[],
): Promise<void> {
  const bones = spans.filter(mayHaveChildren).map((span) => boneOf(span, scope.now));
  for (let first = 0; first < bones.length; first += BATCH_ROWS)
    await insertBones(tx, scope, bones.slice(first, first + BATCH_ROWS));
}

type BoneScope = Pick<IngestContext, "projectId" | "now">;

function boneOf(span: TraceSpan, now: Date) {
  const { role } = span;
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    service_name: span.serviceName && storable(span.serviceName, MAX_SERVICE_NAME_LENGTH),
    is_agent: role === "agent",
    agent_name: agentNameOf(span),
    is_model_call: role === "model call",
    repeats_usage: role !== "model call" && reportsUsage(span),
    is_failed: span.isFailed,
    ended_at: span.endedAt ?? now,
  };
}

/** In the order of their ids, so that two requests never wait for each other in a circle. */
async function insertBones(
  tx: Executor,
  { projectId, now }: BoneScope,
  bones: readonly ReturnType<typeof boneOf>[],
): Promise<void> {
  await tx.execute(sql`
    insert into trace_spans (project_id, trace_id, span_id, parent_span_id, service_name, is_agent,
      agent_name, is_model_call, repeats_usage, is_failed, ended_at, received_at)
    select ${projectId}::uuid, bone.*, ${now.toISOString()}::timestamptz
    from ${rowsOf("bone", TYPES, bones)}
    order by trace_id, span_id
    on conflict (project_id, trace_id, span_id) do nothing`);
}

const mayHaveChildren = (span: TraceSpan): boolean =>
  span.role !== "other" ||
  !(LEAF_SCOPES.test(span.scope.name) || LEAF_ATTRIBUTES.some((name) => span.attributes.has(name)));
