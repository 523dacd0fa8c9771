import type { Ids } from "@ai-cost/testing";
import { PROCEDURE_ENTRIES, procedures } from "@ai-cost/testing";
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

function callsTo(caller: Caller, path: string, ids: Partial<Ids>): Call[] {
  const entry = PROCEDURE_ENTRIES[path];
  const [namespace = "", name = ""] = path.split(".");
  const procedure = (caller as unknown as Namespaces)[namespace]?.[name];
  if (!entry || !procedure) throw new Error(`${path} is not known`);
  const given = Object.entries(entry.ids).map(([field, id]) => [field, ids[id]] as const);
  const first = given.filter(([field]) => !CURSORS.includes(field));
  const hasPages = first.length < given.length;
  const inputOf = (fields: typeof given) => ({ ...entry.rest, ...Object.fromEntries(fields) });
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
