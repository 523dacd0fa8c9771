import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * Span summaries: each span's parent and whether it is an agent's invocation. A child span arrives
 * before its parent, so the agent of a model call's job is often known only later. Rows are kept for
 * some days. They hold no prompts or completions.
 */
export const traceSpans = pgTable(
  "trace_spans",
  {
    projectId: projectId().references(() => projects.id),
    /** 32 hexadecimal digits, lower case. */
    traceId: text("trace_id").notNull(),
    /** 16 hexadecimal digits, lower case. */
    spanId: text("span_id").notNull(),
    /** NULL for the trace's root. */
    parentSpanId: text("parent_span_id"),
    /** The service that sent the span. NULL when the span does not say. */
    serviceName: text("service_name"),
    /** Whether the span is an agent's invocation, which is one job. */
    isAgent: boolean("is_agent").notNull(),
    /** The agent that the span names. NULL when it names none. */
    agentName: text("agent_name"),
    isModelCall: boolean("is_model_call").notNull(),
    /** Whether the span has tokens although it is not a model call. They repeat those of its children. */
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

/** Jobs of model calls whose ancestor spans have not arrived. These name the agent and how its work ended. */
export const unsettledJobs = pgTable(
  "unsettled_jobs",
  {
    projectId: projectId().references(() => projects.id),
    traceId: text("trace_id").notNull(),
    /** The `external_id` of the job. */
    jobExternalId: text("job_external_id").notNull(),
    /** The span whose ancestors lead to the agent. */
    spanId: text("span_id").notNull(),
    /**
     * The agent that the job's own calls name. The ancestors then only tell how the job ended. NULL when
     * the calls name none.
     */
    agentName: text("agent_name"),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.traceId, table.jobExternalId] }),
    index("unsettled_jobs_received_at").on(table.projectId, table.receivedAt),
  ],
);
