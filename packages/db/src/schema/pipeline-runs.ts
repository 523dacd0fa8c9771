import { index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, projectId } from "./columns";
import { projects } from "./projects";

/** One execution of a pipeline in a project. */
export const pipelineRuns = pgTable(
  "pipeline_runs",
  {
    projectId: projectId().references(() => projects.id),
    id: uuid("id").notNull(),
    /** The id that the reporter gave the run. NULL when the reporter gave none. */
    externalId: text("external_id"),
    /**
     * What started the run. It can be any text; the known ones are `manual`, `schedule`, `webhook`,
     * `retry` and `agent`. NULL when no report gave it.
     */
    trigger: text("trigger"),
    /** The run's status, which can be any text. `completed`, `failed` and `cancelled` are final. */
    status: text("status").notNull(),
    /**
     * The instant that the status was reported for. A report with a later instant replaces the status.
     * NULL when no report gave a status.
     */
    statusAt: instant("status_at"),
    /** The earliest instant that the reports of the run and its jobs give for a start, a status or a charge. */
    startedAt: instant("started_at").notNull(),
    /** The earliest instant that a report gave for the run's final status. NULL until the run has a final status. */
    finishedAt: instant("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    unique("pipeline_runs_external_id").on(table.projectId, table.externalId),
    // A plain `order by … desc` puts NULLs first, and no query could use an index with NULLS LAST.
    index("pipeline_runs_started_at")
      .on(table.projectId, table.startedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .concurrently(),
  ],
);
