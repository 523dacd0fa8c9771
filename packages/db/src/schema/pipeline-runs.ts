import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** One execution of a pipeline in a project. */
export const pipelineRuns = pgTable(
  "pipeline_runs",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** The caller's own name for the run; NULL when it gave none. */
    externalId: text("external_id"),
    /** Open vocabulary: manual, schedule, webhook, retry, agent; NULL when nobody has said. */
    trigger: text("trigger"),
    /** Open vocabulary; completed, failed and cancelled are final. */
    status: text("status").notNull(),
    /** The instant that the status was reported for: the latest stands. NULL when none was reported. */
    statusAt: instant("status_at"),
    /** The earliest instant told of it or of anything in it: a reported start, a state, a charge. */
    startedAt: instant("started_at").notNull(),
    /** The earliest instant that its final status was reported for; NULL until it has one. */
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("pipeline_runs_external_id").on(table.projectId, table.externalId),
  ],
);
