import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * Summaries of received spans: the parent of each span, and whether the span is an agent's invocation.
 * A child span arrives before its parent, so the agent of a model call is often known only after the
 * call is recorded. Rows are deleted after some days. They contain no prompts or completions.
 */
export const traceSpans = pgTable(
  "trace_spans",
  {
    projectId: projectId().references(() => projects.id),
    /** The trace id: 32 hexadecimal digits in lower case. */
    traceId: text("trace_id").notNull(),
    /** The span id: 16 hexadecimal digits in lower case. */
    spanId: text("span_id").notNull(),
    /** The id of the parent span. NULL for the root span of the trace. */
    parentSpanId: text("parent_span_id"),
    /** The service that sent the span. NULL when the span does not say. */
    serviceName: text("service_name"),
    /** Whether the span is an agent's invocation. Each invocation is one job. */
    isAgent: boolean("is_agent").notNull(),
    /** The name of the agent in the span. NULL when the span contains no agent name. */
    agentName: text("agent_name"),
    isModelCall: boolean("is_model_call").notNull(),
    /**
     * Whether the span is the execution of a tool. A model call below a tool is a call of its own and
     * not a part of a model call above the tool. NULL means no.
     */
    isTool: boolean("is_tool"),
    /** The idempotency key of the model call that the span reports. NULL when it reports none. */
    chargeKey: text("charge_key"),
    /**
     * What the span reports, when another report of the same call was recorded first. A request that
     * brings the span above or below this one completes the charge from it. NULL for every other span.
     */
    report: jsonb("report"),
    /**
     * Whether the span has token counts although it is not a model call. The counts repeat those of its
     * child spans.
     */
    repeatsUsage: boolean("repeats_usage").notNull(),
    isFailed: boolean("is_failed").notNull(),
    endedAt: instant("ended_at").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.traceId, table.spanId] }),
    index("trace_spans_received_at").on(table.projectId, table.receivedAt),
    index("trace_spans_repeats_usage")
      .on(table.projectId, table.receivedAt)
      .where(sql`${table.repeatsUsage}`),
  ],
);

/**
 * The jobs of model calls that still wait for spans above them. These ancestor spans tell which agent a
 * job belongs to and how its work ended.
 */
export const unsettledJobs = pgTable(
  "unsettled_jobs",
  {
    projectId: projectId().references(() => projects.id),
    traceId: text("trace_id").notNull(),
    /** The `external_id` of the job. */
    jobExternalId: text("job_external_id").notNull(),
    /** The span at which the search for ancestors starts. */
    spanId: text("span_id").notNull(),
    /**
     * The name of the agent in the job's model calls. If it is set, the ancestors decide only how the
     * job ended. NULL when the calls contain no agent name.
     */
    agentName: text("agent_name"),
    /** The conversation that the job's model calls name. NULL when they name none. */
    conversation: text("conversation"),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.traceId, table.jobExternalId] }),
    index("unsettled_jobs_received_at").on(table.projectId, table.receivedAt),
  ],
);
