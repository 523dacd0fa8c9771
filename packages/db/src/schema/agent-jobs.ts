import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { pipelineRuns } from "./pipeline-runs";

/**
 * One agent's piece of work inside a run. Every transaction that changes the job's money locks this row
 * first.
 */
export const agentJobs = pgTable(
  "agent_jobs",
  {
    projectId: projectId(),
    id: uuid("id").notNull(),
    pipelineRunId: uuid("pipeline_run_id").notNull(),
    /** The reporter's name for the job. NULL when the reporter gave none. */
    externalId: text("external_id"),
    /** An open vocabulary. `unknown` until a report names the agent. */
    agentType: text("agent_type").notNull(),
    /** The agent's name in reports, when the project's own mapping decided the type. NULL otherwise. */
    agentName: text("agent_name"),
    /** `queued`, `running`, `completed`, `failed` or `cancelled`. It never goes back; the last three are final. */
    status: text("status").notNull(),
    /** The earliest instant that a report gave for the job: a start, a status or a charge. */
    startedAt: instant("started_at").notNull(),
    /** The earliest instant that a report gave for its final status. NULL until it has one. */
    finishedAt: instant("finished_at"),
    /**
     * The earliest `occurred_at` of its charges. The job counts in that day and month. NULL before its
     * first charge.
     */
    firstChargedAt: instant("first_charged_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("agent_jobs_external_id").on(table.projectId, table.externalId),
    foreignKey({
      columns: [table.projectId, table.pipelineRunId],
      foreignColumns: [pipelineRuns.projectId, pipelineRuns.id],
    }),
    index("agent_jobs_pipeline_run_id").on(table.projectId, table.pipelineRunId),
  ],
);
