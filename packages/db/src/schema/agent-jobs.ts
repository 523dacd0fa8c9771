import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { pipelineRuns } from "./pipeline-runs";

/** One agent's piece of work inside a run. Its row is the lock for everything that changes its money. */
export const agentJobs = pgTable(
  "agent_jobs",
  {
    projectId: projectId(),
    id: uuid("id").notNull(),
    pipelineRunId: uuid("pipeline_run_id").notNull(),
    /** The caller's own name for the job; NULL when it gave none. */
    externalId: text("external_id"),
    /** Open vocabulary; `unknown` until a report names the agent. */
    agentType: text("agent_type").notNull(),
    /** queued, running, completed, failed or cancelled; the last three are final. */
    status: text("status").notNull(),
    /** The start that was reported, else its first charge's instant as first reported. */
    startedAt: instant("started_at").notNull(),
    /** NULL until the job has a final status. */
    finishedAt: instant("finished_at"),
    /** The earliest `occurred_at` of its charges: where the job counts. NULL before its first charge. */
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
