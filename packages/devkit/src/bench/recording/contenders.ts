import {
  createDatabase,
  type DatabaseClient,
  newId,
  openAsOperator,
  type TenantDatabase,
} from "@ai-cost/db";
import type { FilledDatabase } from "../filled-database";
import { openingReports } from "./fresh-reports";
import { createPlainLedger, dropPlainLedger } from "./plain-ledger";
import { recordAll } from "./recording-lane";

const CONNECTIONS = 16;
const JOBS = 1000;

/** Both who write, each with connections of its own. */
export interface Contenders {
  /** Past every wall. */
  owner: DatabaseClient;
  /** The project as the application has it. */
  tenant: TenantDatabase;
  projectId: string;
  /** Of jobs that the project has. */
  jobIds: string[];
  /** Names the runs and jobs of `knownReport`, which are there. */
  series: string;
}

/** Does `work` while the plain ledger stands and both are connected. */
export async function withContenders<Result>(
  { databaseUrl, projectId, clock }: Omit<FilledDatabase, "progress">,
  work: (contenders: Contenders) => Promise<Result>,
): Promise<Result> {
  const owner = createDatabase(databaseUrl, { maxConnections: CONNECTIONS, asOwner: true });
  const app = createDatabase(databaseUrl, { maxConnections: CONNECTIONS });
  try {
    const [project] = await openAsOperator(app.db, projectId);
    if (!project) throw new Error(`there is no project ${projectId}`);
    const { tenant } = project;
    const series = newId();
    await recordAll(tenant, openingReports(clock(), series));
    await createPlainLedger(owner);
    return await work({
      owner,
      tenant,
      projectId,
      jobIds: await someJobs(owner, projectId),
      series,
    });
  } finally {
    await dropPlainLedger(owner);
    await Promise.all([owner.close(), app.close()]);
  }
}

async function someJobs({ sql }: DatabaseClient, projectId: string): Promise<string[]> {
  const jobs = await sql<{ id: string }[]>`
    select id from agent_jobs where project_id = ${projectId} limit ${JOBS}`;
  return jobs.map(({ id }) => id);
}
