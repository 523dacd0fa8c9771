import {
  createDatabase,
  type DatabaseClient,
  newId,
  openAsOperator,
  TABLES,
  type TenantDatabase,
} from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import type { FilledDatabase } from "../filled-database";
import { openingReports } from "./fresh-reports";
import { recordAll } from "./recording-lane";

const CONNECTIONS = 16;

/** Both who write, each with connections and a project of its own. */
export interface Contenders {
  /** Past every wall. */
  owner: DatabaseClient;
  /** The project that is recorded in, as the application has it. */
  tenant: TenantDatabase;
  /** Names the runs and jobs of `knownReport`, which are there. */
  series: string;
  /** The project of the plain inserts, and jobs that it has. */
  plain: { projectId: string; jobIds: string[] };
}

/** Does `work` on two projects that are there for so long: the ledger is as large, and none of its rows change. */
export async function withContenders<Result>(
  { databaseUrl, clock }: Pick<FilledDatabase, "databaseUrl" | "clock">,
  work: (contenders: Contenders) => Promise<Result>,
): Promise<Result> {
  const owner = createDatabase(databaseUrl, { maxConnections: CONNECTIONS, asOwner: true });
  const app = createDatabase(databaseUrl, { maxConnections: CONNECTIONS });
  const series = newId();
  const open = async () => {
    const tenant = await openNew(owner, app);
    await recordAll(tenant, openingReports(clock(), series));
    return tenant;
  };
  const tenants: TenantDatabase[] = [];
  try {
    const tenant = await open();
    tenants.push(tenant);
    const beside = await open();
    tenants.push(beside);
    return await work({ owner, tenant, series, plain: await jobsOf(owner, beside) });
  } finally {
    for (const { projectIds } of tenants) await forget(owner, projectIds[0] ?? "");
    await Promise.all([owner.close(), app.close()]);
  }
}

async function openNew(owner: DatabaseClient, app: DatabaseClient): Promise<TenantDatabase> {
  const projectId = await makeProject(owner.db, "Benchmark");
  const [project] = await openAsOperator(app.db, projectId);
  if (!project) throw new Error(`there is no project ${projectId}`);
  return project.tenant;
}

async function jobsOf({ sql }: DatabaseClient, { projectIds: [projectId = ""] }: TenantDatabase) {
  const jobs = await sql<{ id: string }[]>`
    select id from agent_jobs where project_id = ${projectId}`;
  return { projectId, jobIds: jobs.map(({ id }) => id) };
}

async function forget({ sql }: DatabaseClient, projectId: string): Promise<void> {
  for (const { name, columns } of TABLES.toReversed())
    if (columns.includes("project_id"))
      await sql`delete from ${sql(name)} where project_id = ${projectId}`;
  await sql`delete from projects where id = ${projectId}`;
}
