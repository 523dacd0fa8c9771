import type { IdField, Ids } from "./fillings";

/** What the matrix knows of a procedure. */
export interface ProcedureEntry {
  /** The input's ids and addresses, and what each of them names. */
  ids: Readonly<Record<string, IdField>>;
  /** Well-formed values of the other fields. */
  rest: Readonly<Record<string, unknown>>;
  /** Whether owners and admins alone may. */
  isForAdmins: boolean;
  /** What those who may are told when an id in their own project is not theirs; a cursor ends the list. */
  notTheirs: Readonly<Partial<Record<IdField, 200 | 404>>>;
}

const project = { projectId: "projectId" } as const;
const run = { ...project, runId: "runId" } as const;
const member = { ...project, email: "email" } as const;

const everyone = (
  ids: ProcedureEntry["ids"],
  rest: ProcedureEntry["rest"] = {},
  notTheirs: ProcedureEntry["notTheirs"] = {},
): ProcedureEntry => ({ ids, rest, isForAdmins: false, notTheirs });
const admins = (...given: Parameters<typeof everyone>): ProcedureEntry => ({
  ...everyone(...given),
  isForAdmins: true,
});

const runNotTheirs = { runId: 404 } as const;
const price = { model: "a-model", inputUsdPerMillion: 3, outputUsdPerMillion: 15 };

/** Every procedure: one that is not here fails the tests, and so does an id that is not. */
export const PROCEDURE_ENTRIES: Readonly<Record<string, ProcedureEntry>> = {
  "aiCost.getMonthlySummary": everyone(project),
  "aiCost.getMonthlyTrend": everyone(project),
  "aiCost.getDailySpend": everyone(project, { days: 90 }),
  "aiCost.getCrossProjectSummary": everyone({}),
  "aiCost.setBudgetLimit": admins(project, { limitDollars: 250 }),
  "aiCost.clearBudgetLimit": admins(project),
  "aiCost.getRecentTransactions": everyone(
    { ...project, before: "chargeId" },
    {},
    { chargeId: 200 },
  ),
  "projects.list": everyone({}),
  "projects.get": everyone(project),
  "projects.create": everyone({}, { name: "Made by the matrix" }),
  "projects.listMembers": everyone(project),
  "projects.addMember": admins(member, { role: "member" }, { email: 200 }),
  "projects.changeMemberRole": admins(member, { role: "member" }, { email: 404 }),
  "projects.removeMember": admins(member, {}, { email: 404 }),
  "pipelineRuns.get": everyone(run, {}, runNotTheirs),
  "pipelineRuns.listJobs": everyone(
    { ...run, after: "jobId" },
    {},
    { ...runNotTheirs, jobId: 200 },
  ),
  "pipelineRuns.listCharges": everyone(
    { ...run, after: "chargeId" },
    {},
    { ...runNotTheirs, chargeId: 200 },
  ),
  "ingestKeys.list": everyone(project),
  "ingestKeys.create": admins(project, { name: "Made by the matrix" }),
  "ingestKeys.revoke": admins({ ...project, keyId: "keyId" }, {}, { keyId: 404 }),
  "modelPrices.list": everyone(project),
  "modelPrices.set": admins(project, price),
  "modelPrices.remove": admins(project, { model: "a-model" }),
  "agentNames.list": everyone(project),
  "agentNames.set": admins(project, { agentName: "Scout", agentType: "research" }),
  "agentNames.remove": admins(project, { agentName: "Scout" }),
  "auditEvents.list": admins({ ...project, before: "eventId" }, {}, { eventId: 200 }),
  "usageSources.listNotices": everyone(project),
};

/** The input of a call that fills the ids of `entry` with these. */
export const inputOf = ({ ids, rest }: ProcedureEntry, filled: Ids): Record<string, unknown> => ({
  ...rest,
  ...Object.fromEntries(Object.entries(ids).map(([name, field]) => [name, filled[field]])),
});
