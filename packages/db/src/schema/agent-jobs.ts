import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { pipelineRuns } from "./pipeline-runs";

/**
 * The work of one agent in a run. Every transaction that adds, refunds or corrects a charge of the job
 * locks this row first.
 */
export const agentJobs = pgTable(
  "agent_jobs",
  {
    projectId: projectId(),
    id: uuid("id").notNull(),
    pipelineRunId: uuid("pipeline_run_id").notNull(),
    /** The id that the reporter gave the job. NULL when the reporter gave none. */
    externalId: text("external_id"),
    /** The agent type, which can be any text. `unknown` until a report names the agent. */
    agentType: text("agent_type").notNull(),
    /**
     * The agent's name in reports, if the project's own mapping of agent names decided the type. NULL
     * otherwise.
     */
    agentName: text("agent_name"),
    /**
     * `queued`, `running`, `completed`, `failed` or `cancelled`. A job never returns to an earlier
     * status. The last three are final.
     */
    status: text("status").notNull(),
    /** The earliest instant that the job's reports give for its start, for one of its statuses or for a charge. */
    startedAt: instant("started_at").notNull(),
    /** The earliest instant that a report gave for the job's final status. NULL until the job has a final status. */
    finishedAt: instant("finished_at"),
    /**
     * The earliest `occurred_at` of the job's charges. The job counts in the day and month of this
     * instant. NULL before the job's first charge.
     */
    firstChargedAt: instant("first_charged_at"),
    /**
     * The job that this job was merged into. This job was created for a span that arrived before the
     * span of the agent's invocation, and it turned out to be a part of the invocation's job. The
     * charges of this job keep its id but count for the other job, which is never merged itself. NULL
     * for a job that was not merged.
     */
    mergedIntoJobId: uuid("merged_into_job_id"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("agent_jobs_external_id").on(table.projectId, table.externalId),
    foreignKey({
      columns: [table.projectId, table.pipelineRunId],
      foreignColumns: [pipelineRuns.projectId, pipelineRuns.id],
    }),
    foreignKey({
      columns: [table.projectId, table.mergedIntoJobId],
      foreignColumns: [table.projectId, table.id],
    }),
    index("agent_jobs_pipeline_run_id").on(table.projectId, table.pipelineRunId),
    index("agent_jobs_merged_into_job_id")
      .on(table.projectId, table.mergedIntoJobId)
      .concurrently()
      .where(sql`${table.mergedIntoJobId} is not null`),
  ],
);

/**
 * The id of the job that a job's charges count for: the job that it was merged into, or itself.
 */
// With `coalesce`, a lookup by this id would not use the index: row-level security runs before any
// expression that Postgres does not know to be safe, and `coalesce` is one.
export const countedJobId = ({
  id,
  mergedIntoJobId,
}: Record<"id" | "mergedIntoJobId", AnyPgColumn>): SQL<string> =>
  sql`case when ${mergedIntoJobId} is null then ${id} else ${mergedIntoJobId} end`;
