import { changeBudget } from "@ai-cost/budgets";
import {
  createDatabase,
  type DatabaseClient,
  openAsOperator,
  type TenantDatabase,
} from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import type { MeasurementContext } from "../environment/measurement-context";
import { deleteProject } from "../recording/recording-projects";

const CONNECTIONS = 16;
const AGENT_TYPES = ["research", "testing", "security", "release", "documentation"];
/** The benchmark never spends as much, so that every look finds the budgets just below their thresholds. */
const LIMIT_MICRO_USD = 1_000_000_000_000n;

export interface WatchedProjects {
  tenants: readonly TenantDatabase[];
  databaseUrl: string;
}

/**
 * Creates temporary projects, each with a budget for all its usage and for five agent types, runs `work` with
 * them and deletes them.
 */
export async function withWatchedProjects<Result>(
  count: number,
  { databaseUrl, clock }: Pick<MeasurementContext, "databaseUrl" | "clock">,
  work: (projects: WatchedProjects) => Promise<Result>,
): Promise<Result> {
  const owner = createDatabase(databaseUrl, { asOwner: true });
  const app = createDatabase(databaseUrl, { maxConnections: CONNECTIONS });
  const tenants: TenantDatabase[] = [];
  try {
    for (let number = 0; number < count; number += 1)
      tenants.push(await openWatchedProject(owner, app, clock()));
    return await work({ tenants, databaseUrl });
  } finally {
    for (const { projectIds } of tenants) await deleteProject(owner, projectIds[0] ?? "");
    await Promise.all([owner.close(), app.close()]);
  }
}

async function openWatchedProject(
  owner: DatabaseClient,
  app: DatabaseClient,
  at: Date,
): Promise<TenantDatabase> {
  const projectId = await makeProject(owner.db, "Benchmark");
  const [project] = await openAsOperator(app.db, projectId);
  if (!project) throw new Error(`there is no project ${projectId}`);
  const change = { projectId, actorId: "benchmark", at, reason: null };
  const limit = { limitMicroUsd: LIMIT_MICRO_USD };
  await project.tenant.write(async (tx) => {
    await changeBudget(tx, { ...change, scope: { kind: "project", value: null } }, limit);
    for (const value of AGENT_TYPES)
      await changeBudget(tx, { ...change, scope: { kind: "agent_type", value } }, limit);
  });
  return project.tenant;
}
