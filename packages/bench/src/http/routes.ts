import { newId } from "@ai-cost/db";
import { privateQueries } from "@ai-cost/testing";
import type { AppServer } from "../environment/app-server";

/**
 * A route that reads no data and always returns the same response. Its response time is the cost of
 * the server itself.
 */
export const CONSTANT_ROUTE = "/api/health/live";

export interface Route {
  /** The name of the route in the benchmark's report. */
  name: string;
  path: string;
  isProcedure: boolean;
}

/** The routes of all query procedures and of the dashboard page. */
export async function measuredRoutes(app: AppServer, projectId: string): Promise<Route[]> {
  const ids = await readIds(app, projectId);
  const procedures = privateQueries({ ids }).map((path) => ({
    name: path.split("/api/trpc/")[1]?.split("?")[0] ?? path,
    path,
    isProcedure: true,
  }));
  const page = `/dashboard/products/${projectId}/ai-cost`;
  return [...procedures, { name: "the dashboard page", path: page, isProcedure: false }];
}

/**
 * Reads the ids that the queries need. Generates new ids for the input fields that only mutations
 * have.
 */
async function readIds({ sql, owner }: AppServer, projectId: string) {
  const [run] = await sql<{ id: string }[]>`
    select id from pipeline_runs where project_id = ${projectId} order by id limit 1`;
  if (!run) throw new Error(`the project ${projectId} has no run`);
  const newIds = {
    jobId: newId(),
    chargeId: newId(),
    budgetChangeId: newId(),
    channelId: newId(),
    spareChannelId: newId(),
    alertId: newId(),
    eventId: newId(),
    keyId: newId(),
    sessionId: newId(),
  };
  return { projectId, runId: run.id, email: owner.email, invitedEmail: owner.email, ...newIds };
}
