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
    /** What reports call the agent, where the type is the project's mapping of it; else NULL. */
    agentName: text("agent_name"),
    /** queued, running, completed, failed or cancelled, and only onwards; the last three are final. */
    status: text("status").notNull(),
    /** The earliest instant told of it: a reported start, a state, a charge. */
    startedAt: instant("started_at").notNull(),
    /** The earliest instant that its final status was reported for; NULL until it has one. */
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
