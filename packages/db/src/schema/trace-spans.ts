import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/**
 * The bones of a trace: which span stands under which, and which of them is an agent's invocation.
 * Children come before their parents, so a model call's job is told its agent by spans that arrive
 * later. Kept for some days and of no use after; nothing that was said is in it.
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
    /** The service that sent it; NULL when it does not say. */
    serviceName: text("service_name"),
    /** Whether it is an agent's invocation: the work of one job. */
    isAgent: boolean("is_agent").notNull(),
    /** The agent that it says it is of; NULL when it says nothing. */
    agentName: text("agent_name"),
    isModelCall: boolean("is_model_call").notNull(),
    /** Whether it bears tokens although it is no model call: they repeat its children's. */
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

/** Jobs of model calls that wait for the spans above them, which say whose work it was and how it ended. */
export const unsettledJobs = pgTable(
  "unsettled_jobs",
  {
    projectId: projectId().references(() => projects.id),
    traceId: text("trace_id").notNull(),
    /** The job's name in the ledger. */
    jobExternalId: text("job_external_id").notNull(),
    /** Where the way up to the agent begins. */
    spanId: text("span_id").notNull(),
    /** The agent that its own calls name: then what is above ends it only. NULL when they name none. */
    agentName: text("agent_name"),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.traceId, table.jobExternalId] }),
    index("unsettled_jobs_received_at").on(table.projectId, table.receivedAt),
  ],
);
