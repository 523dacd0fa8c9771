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

/** Two temporary projects: one that the ledger records to, and one for the plain inserts. */
export interface RecordingProjects {
  /** A client that row-level security does not apply to. */
  owner: DatabaseClient;
  /** The project that the ledger records to, opened as in the application. */
  tenant: TenantDatabase;
  /** The prefix of the names of the runs and jobs that both projects have. */
  jobPrefix: string;
  /** The project of the plain inserts, and its jobs. */
  baseline: BaselineJobs;
}

/** Runs `work` on two projects that are deleted afterwards, so that the other rows stay the same. */
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

async function deleteProject({ sql }: DatabaseClient, projectId: string): Promise<void> {
  for (const { name, columns } of TABLES.toReversed())
    if (columns.includes("project_id"))
      await sql`delete from ${sql(name)} where project_id = ${projectId}`;
  await sql`delete from projects where id = ${projectId}`;
}
