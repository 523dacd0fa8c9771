import {
  type IdKind,
  type Ids,
  PROCEDURE_ACCESS,
  type ProcedurePath,
  procedures,
} from "@ai-cost/api/testing";
import type { Contenders } from "../contenders/open-contenders";
import { QUERIES, type QueryName } from "../queries/queries";

/** A call of a query procedure, with its input. */
export interface QueryCall {
  name: string;
  run(): Promise<unknown>;
}

type Caller = Contenders["caller"];
type Routers = Record<string, Record<string, (input: object) => Promise<unknown>>>;

/** The input fields that contain the position of a list's next page. */
const CURSORS = ["before", "after"];

/**
 * Returns calls of the timed queries and of all other query procedures. A list has two calls: one
 * for its first page and one for its next page.
 */
export async function queryCalls({
  product,
  caller,
  parameters: { projectId },
}: Contenders): Promise<QueryCall[]> {
  const timed = Object.entries(product.queries).map(([query, { run }]) => ({
    name: QUERIES[query as QueryName].title,
    run,
  }));
  const ids = await readIds(caller, projectId);
  const others = procedures()
    .filter(({ type }) => type === "query")
    .flatMap(({ path }) => callsTo(caller, path, ids))
    .filter(({ name }) => !name.startsWith("aiCost.") || name.endsWith(", next page"));
  return [...timed, ...others];
}

function callsTo(caller: Caller, path: ProcedurePath, ids: Partial<Ids>): QueryCall[] {
  const { idFields, otherFields } = PROCEDURE_ACCESS[path];
  const [router = "", name = ""] = path.split(".");
  const procedure = (caller as unknown as Routers)[router]?.[name];
  if (!procedure) throw new Error(`there is no procedure ${path}`);
  const fields = Object.entries<IdKind>(idFields).map(
    ([field, kind]) => [field, ids[kind]] as const,
  );
  const firstPageFields = fields.filter(([field]) => !CURSORS.includes(field));
  const hasPages = firstPageFields.length < fields.length;
  const inputOf = (given: typeof fields) => ({ ...otherFields, ...Object.fromEntries(given) });
  return [
    { name: path, run: () => procedure(inputOf(firstPageFields)) },
    ...(hasPages ? [{ name: `${path}, next page`, run: () => procedure(inputOf(fields)) }] : []),
  ];
}

/**
 * Reads the ids of the most expensive run of the month, of one charge of that run and of the newest
 * audit event.
 */
async function readIds(caller: Caller, projectId: string): Promise<Partial<Ids>> {
  const { topRuns } = await caller.aiCost.getMonthlySummary({ projectId });
  const runId = topRuns[0]?.runId ?? "";
  const [charge] = await caller.pipelineRuns.listCharges({ projectId, runId });
  const [event] = await caller.auditEvents.list({ projectId });
  if (!charge || !event) throw new Error("the project has no charge or no audit event");
  return { projectId, runId, jobId: charge.jobId, chargeId: charge.id, eventId: event.id };
}
