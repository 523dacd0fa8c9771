import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** One execution of a pipeline in a project. */
export const pipelineRuns = pgTable(
  "pipeline_runs",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** The reporter's name for the run. NULL when the reporter gave none. */
    externalId: text("external_id"),
    /** An open vocabulary: `manual`, `schedule`, `webhook`, `retry`, `agent`. NULL when no report said. */
    trigger: text("trigger"),
    /** An open vocabulary. `completed`, `failed` and `cancelled` are final. */
    status: text("status").notNull(),
    /** The instant of the status. A report with a later instant replaces it. NULL when none was reported. */
    statusAt: instant("status_at"),
    /** The earliest instant that a report gave for the run or its jobs: a start, a status or a charge. */
    startedAt: instant("started_at").notNull(),
    /** The earliest instant that a report gave for its final status. NULL until it has one. */
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("pipeline_runs_external_id").on(table.projectId, table.externalId),
  ],
);
