import {
  createDatabase,
  type DatabaseClient,
  newId,
  openAsOperator,
  TABLES,
  type TenantDatabase,
} from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import type { MeasurementContext } from "../environment/measurement-context";
import type { BaselineJobs } from "./insert-baseline";
import { openingReports } from "./new-reports";
import { recordAll } from "./recording-workload";

const CONNECTIONS = 16;

/**
 * Two temporary projects. The ledger records charges in one of them, and the plain inserts write to
 * the other.
 */
export interface RecordingProjects {
  /** The client of the tables' owner. Row-level security does not apply to it. */
  owner: DatabaseClient;
  /** The project in which the ledger records charges, opened as the application opens it. */
  tenant: TenantDatabase;
  /** The prefix of the names of all runs and jobs in both projects. */
  jobPrefix: string;
  /** The project that the plain inserts write to, and its jobs. */
  baseline: BaselineJobs;
}

/**
 * Creates two temporary projects, runs `work` with them and deletes them, so that the rows of the
 * other projects do not change.
 */
export async function withRecordingProjects<Result>(
  { databaseUrl, clock }: Pick<MeasurementContext, "databaseUrl" | "clock">,
  work: (projects: RecordingProjects) => Promise<Result>,
): Promise<Result> {
  const owner = createDatabase(databaseUrl, { maxConnections: CONNECTIONS, asOwner: true });
  const app = createDatabase(databaseUrl, { maxConnections: CONNECTIONS });
  const jobPrefix = newId();
  const tenants: TenantDatabase[] = [];
  const open = async () => {
    const tenant = await openNewProject(owner, app);
    tenants.push(tenant);
    await recordAll(tenant, openingReports(clock(), jobPrefix));
    return tenant;
  };
  try {
    const tenant = await open();
    const baseline = await readJobs(owner, await open());
    return await work({ owner, tenant, jobPrefix, baseline });
  } finally {
    for (const { projectIds } of tenants) await deleteProject(owner, projectIds[0] ?? "");
    await Promise.all([owner.close(), app.close()]);
  }
}

async function openNewProject(owner: DatabaseClient, app: DatabaseClient): Promise<TenantDatabase> {
  const projectId = await makeProject(owner.db, "Benchmark");
  const [project] = await openAsOperator(app.db, projectId);
  if (!project) throw new Error(`there is no project ${projectId}`);
  return project.tenant;
}

async function readJobs(
  { sql }: DatabaseClient,
  { projectIds: [projectId = ""] }: TenantDatabase,
): Promise<BaselineJobs> {
  const jobs = await sql<{ id: string }[]>`
    select id from agent_jobs where project_id = ${projectId}`;
  return { projectId, jobIds: jobs.map(({ id }) => id) };
}

/** Deletes a temporary project with all its rows. */
export async function deleteProject({ sql }: DatabaseClient, projectId: string): Promise<void> {
  for (const { name, columns } of TABLES.toReversed())
    if (columns.includes("project_id"))
      await sql`delete from ${sql(name)} where project_id = ${projectId}`;
  await sql`delete from projects where id = ${projectId}`;
}
