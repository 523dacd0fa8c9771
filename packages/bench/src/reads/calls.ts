import {
  type IdKind,
  type Ids,
  PROCEDURE_ACCESS,
  type ProcedurePath,
  procedures,
} from "@ai-cost/api/testing";
import type { Contenders } from "./open-contenders";
import { QUESTIONS, type QuestionName } from "./question";

/** A question to a procedure. */
export interface Call {
  name: string;
  run(): Promise<unknown>;
}

type Caller = Contenders["caller"];
type Namespaces = Record<string, Record<string, (input: object) => Promise<unknown>>>;

/** Where the rest of a list begins. */
const CURSORS = ["before", "after"];

/** Everything that can be asked: what is timed, every other procedure that reads, and the rest of each list. */
export async function callsOf({
  product,
  caller,
  asked: { projectId },
}: Contenders): Promise<Call[]> {
  const timed = Object.entries(product.reads).map(([question, { run }]) => ({
    name: QUESTIONS[question as QuestionName].title,
    run,
  }));
  const ids = await idsOf(caller, projectId);
  const others = procedures()
    .filter(({ type }) => type === "query")
    .flatMap(({ path }) => callsTo(caller, path, ids))
    .filter(({ name }) => !name.startsWith("aiCost.") || name.endsWith(", next page"));
  return [...timed, ...others];
}

function callsTo(caller: Caller, path: ProcedurePath, ids: Partial<Ids>): Call[] {
  const { idFields, otherFields } = PROCEDURE_ACCESS[path];
  const [namespace = "", name = ""] = path.split(".");
  const procedure = (caller as unknown as Namespaces)[namespace]?.[name];
  if (!procedure) throw new Error(`${path} is not known`);
  const given = Object.entries<IdKind>(idFields).map(
    ([field, kind]) => [field, ids[kind]] as const,
  );
  const first = given.filter(([field]) => !CURSORS.includes(field));
  const hasPages = first.length < given.length;
  const inputOf = (fields: typeof given) => ({ ...otherFields, ...Object.fromEntries(fields) });
  return [
    { name: path, run: () => procedure(inputOf(first)) },
    ...(hasPages ? [{ name: `${path}, next page`, run: () => procedure(inputOf(given)) }] : []),
  ];
}

/** Of the dearest run of the month, and the newest change. */
async function idsOf(caller: Caller, projectId: string): Promise<Partial<Ids>> {
  const { topRuns } = await caller.aiCost.getMonthlySummary({ projectId });
  const runId = topRuns[0]?.runId ?? "";
  const [charge] = await caller.pipelineRuns.listCharges({ projectId, runId });
  const [event] = await caller.auditEvents.list({ projectId });
  if (!charge || !event) throw new Error("the project has no charge or no change");
  return { projectId, runId, jobId: charge.jobId, chargeId: charge.id, eventId: event.id };
}
