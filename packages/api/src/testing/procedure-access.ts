import type { Role } from "@ai-cost/domain";
import type { ProcedurePath } from "./procedures";

/**
 * The kinds of ids that an input can contain: the project's own, one of something in a project, or that of
 * a session of the project's owner.
 */
export const ID_KINDS = [
  "projectId",
  "runId",
  "jobId",
  "chargeId",
  "eventId",
  "budgetChangeId",
  "channelId",
  "spareChannelId",
  "alertId",
  "keyId",
  "email",
  "invitedEmail",
  "sessionId",
] as const;
export type IdKind = (typeof ID_KINDS)[number];
export type Ids = Readonly<Record<IdKind, string>>;

/** The roles that may call a procedure, and the input that the tests call it with. */
export interface ProcedureAccess {
  /**
   * The project roles that may call the procedure. A procedure that takes no project is open to everyone
   * who is signed in.
   */
  roles: readonly Role[];
  /** The input fields that contain an id, each with the kind of that id. */
  idFields: Readonly<Record<string, IdKind>>;
  /** Valid values of the other input fields. */
  otherFields: Readonly<Record<string, unknown>>;
  /**
   * The status when a permitted caller sends an id from another project. It is 200 for an id after which a
   * page of results should start; the page is then empty.
   */
  statusOfForeignId: Readonly<Partial<Record<IdKind, 200 | 404>>>;
  /** The status when a permitted caller sends ids of the own project. 409 for what needs a mail server, for example. */
  status: 200 | 409;
}

const ALL_ROLES: readonly Role[] = ["owner", "admin", "member"];
const MANAGERS: readonly Role[] = ["owner", "admin"];
const AGENT_TYPE = { kind: "agentType", value: "research" };

const ofUser = (parts: Partial<Omit<ProcedureAccess, "roles">> = {}): ProcedureAccess => ({
  roles: ALL_ROLES,
  idFields: {},
  otherFields: {},
  statusOfForeignId: {},
  status: 200,
  ...parts,
});

const ofProject = (
  roles: readonly Role[],
  { idFields, ...parts }: Partial<Omit<ProcedureAccess, "roles">> = {},
): ProcedureAccess => ({
  roles,
  idFields: { projectId: "projectId", ...idFields },
  otherFields: {},
  statusOfForeignId: {},
  status: 200,
  ...parts,
});

const ofChannel = (parts: Partial<Omit<ProcedureAccess, "roles" | "idFields">> = {}) =>
  ofProject(MANAGERS, {
    idFields: { channelId: "channelId" },
    statusOfForeignId: { channelId: 404 },
    ...parts,
  });

/**
 * The access rules of all procedures, written independently of the code that enforces them. The compiler
 * requires an entry for every procedure, and a test requires that the entry lists every id that the
 * procedure takes.
 */
export const PROCEDURE_ACCESS = {
  "aiCost.getMonthlySummary": ofProject(ALL_ROLES),
  "aiCost.listAgentTypes": ofProject(ALL_ROLES),
  "aiCost.getMonthlyTrend": ofProject(ALL_ROLES),
  "aiCost.getMonthsWithData": ofProject(ALL_ROLES),
  "aiCost.getDailySpend": ofProject(ALL_ROLES, { otherFields: { days: 90 } }),
  "aiCost.getBreakdown": ofProject(ALL_ROLES, {
    otherFields: { from: "2026-11-01", to: "2026-11-15", groupBy: "model" },
  }),
  "aiCost.getUsageGaps": ofProject(ALL_ROLES),
  "aiCost.getExceededNameLimits": ofProject(ALL_ROLES),
  "aiCost.getCrossProjectSummary": ofUser(),
  "aiCost.setBudgetLimit": ofProject(MANAGERS, { otherFields: { limitDollars: 250 } }),
  "aiCost.clearBudgetLimit": ofProject(MANAGERS),
  "aiCost.getRecentTransactions": ofProject(ALL_ROLES, {
    idFields: { before: "chargeId" },
    statusOfForeignId: { chargeId: 200 },
  }),
  "budgets.list": ofProject(ALL_ROLES),
  "budgets.set": ofProject(MANAGERS, { otherFields: { scope: AGENT_TYPE, limitDollars: 100 } }),
  "budgets.remove": ofProject(MANAGERS, { otherFields: { scope: AGENT_TYPE } }),
  "budgets.history": ofProject(ALL_ROLES, {
    idFields: { before: "budgetChangeId" },
    statusOfForeignId: { budgetChangeId: 200 },
  }),
  "budgets.backTest": ofProject(ALL_ROLES, {
    otherFields: { scope: AGENT_TYPE, limitDollars: 100, thresholds: [50, 100] },
  }),
  "budgets.forecast": ofProject(ALL_ROLES, { otherFields: { scope: AGENT_TYPE } }),
  "alerts.list": ofProject(ALL_ROLES, {
    idFields: { before: "alertId" },
    statusOfForeignId: { alertId: 200 },
  }),
  "alerts.status": ofProject(ALL_ROLES),
  "alerts.channels": ofProject(ALL_ROLES),
  "alerts.addChannel": ofProject(MANAGERS, {
    otherFields: { kind: "webhook", target: "https://receiver.example.com", name: "A webhook" },
  }),
  "alerts.setChannel": ofChannel({ otherFields: { isOn: true } }),
  "alerts.removeChannel": ofProject(MANAGERS, {
    idFields: { channelId: "spareChannelId" },
    statusOfForeignId: { spareChannelId: 404 },
  }),
  "alerts.testChannel": ofChannel(),
  "alerts.rotateSecret": ofChannel(),
  // The channel is a webhook, and all messages of the alert were delivered.
  "alerts.confirmAgain": ofChannel({ status: 409 }),
  "alerts.resend": ofProject(MANAGERS, {
    idFields: { alertId: "alertId", channelId: "channelId" },
    statusOfForeignId: { alertId: 404, channelId: 404 },
    status: 409,
  }),
  "portfolioBudget.get": ofUser(),
  "portfolioBudget.set": ofUser({ otherFields: { limitDollars: 1000, reason: "a reason" } }),
  "portfolioBudget.remove": ofUser(),
  "portfolioBudget.history": ofUser({
    idFields: { before: "budgetChangeId" },
    statusOfForeignId: { budgetChangeId: 200 },
  }),
  "portfolioBudget.backTest": ofUser({ otherFields: { limitDollars: 100, thresholds: [50, 100] } }),
  "projects.list": ofUser(),
  "projects.get": ofProject(ALL_ROLES),
  "projects.create": ofUser({ otherFields: { name: "A new project" } }),
  "projects.listMembers": ofProject(ALL_ROLES),
  "projects.changeMemberRole": ofProject(MANAGERS, {
    idFields: { email: "email" },
    otherFields: { role: "member" },
    statusOfForeignId: { email: 404 },
  }),
  "projects.removeMember": ofProject(MANAGERS, {
    idFields: { email: "email" },
    statusOfForeignId: { email: 404 },
  }),
  "projects.leave": ofProject(ALL_ROLES),
  "invitations.list": ofProject(ALL_ROLES),
  "invitations.create": ofProject(MANAGERS, {
    idFields: { email: "invitedEmail" },
    otherFields: { role: "member" },
    statusOfForeignId: { invitedEmail: 200 },
  }),
  "invitations.renew": ofProject(MANAGERS, {
    idFields: { email: "invitedEmail" },
    statusOfForeignId: { invitedEmail: 404 },
  }),
  "invitations.changeRole": ofProject(MANAGERS, {
    idFields: { email: "invitedEmail" },
    otherFields: { role: "member" },
    statusOfForeignId: { invitedEmail: 404 },
  }),
  "invitations.revoke": ofProject(MANAGERS, {
    idFields: { email: "invitedEmail" },
    statusOfForeignId: { invitedEmail: 404 },
  }),
  "pipelineRuns.list": ofProject(ALL_ROLES, {
    idFields: { after: "runId" },
    statusOfForeignId: { runId: 200 },
  }),
  "pipelineRuns.get": ofProject(ALL_ROLES, {
    idFields: { runId: "runId" },
    statusOfForeignId: { runId: 404 },
  }),
  "pipelineRuns.listJobs": ofProject(ALL_ROLES, {
    idFields: { runId: "runId", after: "jobId" },
    statusOfForeignId: { runId: 404, jobId: 200 },
  }),
  "pipelineRuns.listCharges": ofProject(ALL_ROLES, {
    idFields: { runId: "runId", after: "chargeId" },
    statusOfForeignId: { runId: 404, chargeId: 200 },
  }),
  "ingestKeys.list": ofProject(ALL_ROLES),
  "ingestKeys.create": ofProject(MANAGERS, { otherFields: { name: "A new key" } }),
  "ingestKeys.revoke": ofProject(MANAGERS, {
    idFields: { keyId: "keyId" },
    statusOfForeignId: { keyId: 404 },
  }),
  "modelPrices.list": ofProject(ALL_ROLES),
  "modelPrices.set": ofProject(MANAGERS, {
    otherFields: { model: "a-model", inputUsdPerMillion: 3, outputUsdPerMillion: 15 },
  }),
  "modelPrices.remove": ofProject(MANAGERS, { otherFields: { model: "a-model" } }),
  "modelPrices.previewPastCharges": ofProject(MANAGERS, { otherFields: { model: "a-model" } }),
  "modelPrices.applyToPastCharges": ofProject(MANAGERS, {
    idFields: { before: "chargeId" },
    otherFields: { model: "a-model" },
    statusOfForeignId: { chargeId: 200 },
  }),
  "agentNames.list": ofProject(ALL_ROLES),
  "agentNames.set": ofProject(MANAGERS, {
    otherFields: { agentName: "Scout", agentType: "research" },
  }),
  "agentNames.remove": ofProject(MANAGERS, { otherFields: { agentName: "Scout" } }),
  "usageSources.listNotices": ofProject(ALL_ROLES),
  "usageSources.listOverlappingDays": ofProject(ALL_ROLES),
  "auditEvents.list": ofProject(MANAGERS, {
    idFields: { before: "eventId" },
    statusOfForeignId: { eventId: 200 },
  }),
  "account.rename": ofUser({ otherFields: { name: "A new name" } }),
  "account.listSessions": ofUser(),
  "account.revokeSession": ofUser({
    idFields: { sessionId: "sessionId" },
    statusOfForeignId: { sessionId: 404 },
  }),
  "account.revokeOtherSessions": ofUser(),
} satisfies Record<ProcedurePath, ProcedureAccess>;

/** A valid input of the procedure that contains these ids. */
export const inputOf = (
  { idFields, otherFields }: Pick<ProcedureAccess, "idFields" | "otherFields">,
  ids: Ids,
): Record<string, unknown> => ({
  ...otherFields,
  ...Object.fromEntries(Object.entries(idFields).map(([field, kind]) => [field, ids[kind]])),
});
