import { newId } from "@ai-cost/db";
import { privateQueries } from "@ai-cost/testing";
import type { ServedApp } from "../served-app";

/** A route that says the same to everybody and asks nothing: what the server itself costs. */
export const CONSTANT_ROUTE = "/api/health/live";

export interface Address {
  /** As the report has it. */
  name: string;
  path: string;
  isProcedure: boolean;
}

/** Every procedure that answers a question, and the page. */
export async function measuredAddresses(app: ServedApp, projectId: string): Promise<Address[]> {
  const ids = await idsOf(app, projectId);
  const procedures = privateQueries({ ids }).map((path) => ({
    name: path.split("/api/trpc/")[1]?.split("?")[0] ?? path,
    path,
    isProcedure: true,
  }));
  const page = `/dashboard/products/${projectId}/ai-cost`;
  return [...procedures, { name: "the page of the dashboard", path: page, isProcedure: false }];
}

/** Of a run of the project; what only a change names is nobody's. */
async function idsOf({ sql, owner }: ServedApp, projectId: string) {
  const [run] = await sql<{ id: string }[]>`
    select id from pipeline_runs where project_id = ${projectId} order by id limit 1`;
  if (!run) throw new Error(`the project ${projectId} has no run`);
  const nobodys = { jobId: newId(), chargeId: newId(), eventId: newId(), keyId: newId() };
  return { projectId, runId: run.id, email: owner.email, ...nobodys };
}
