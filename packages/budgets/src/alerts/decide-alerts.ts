import { type Executor, newId, type ProjectForWork } from "@ai-cost/db";
import { agentTypeOf, dayOf, firstForecastDay, monthOf } from "@ai-cost/domain";
import {
  type BudgetAlert,
  chooseReceivers,
  type LoggedAlert,
  logAndSend,
  type PossibleReceivers,
  selectReceivers,
  selectUnsent,
  sendUnsent,
} from "@ai-cost/notifications";
import type { BudgetScope } from "../budget";
import { insertClaims, selectAlerts, selectContributors } from "../queries/alerts";
import { selectBudgets } from "../queries/select-budgets";
import { type AlertClaim, type Crossing, findCrossings } from "./find-crossings";
import { isSameAlert } from "./reached-alerts";

export interface AlertContext {
  now: Date;
  /** Whether a mail server is configured. */
  sendsMail: boolean;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
}

/**
 * Decides about the alerts of a project, from what is committed now, and adds the messages of new ones to its
 * outbox. An alert and its messages are one transaction, and each alert is claimed once, however many processes
 * decide at the same time. An alert that nobody gets is logged with the reason, and sent when somebody can get
 * it. Returns whether there are new messages.
 */
export async function decideAlerts(
  project: ProjectForWork,
  context: AlertContext,
): Promise<boolean> {
  const found = await project.tenant.read((tx) => findOpen(tx, project, context));
  if (!found) return false;
  let hasMessages = false;
  for (const alert of found.open) {
    const decision = { project, context, alert, receivers: found.receivers };
    const isSent = await project.tenant.write((tx) =>
      alert.unsent ? sendLate(tx, decision, alert.unsent) : claimAndSend(tx, decision),
    );
    hasMessages ||= isSent;
  }
  return hasMessages;
}

/** A budget that has something to alert about. */
interface OpenAlert {
  crossing: Crossing;
  /** The most urgent claim, whose alert is sent. */
  sent: AlertClaim;
  /** The alert of this claim, when it was decided and nobody got it. */
  unsent: LoggedAlert | undefined;
  /** The days since the last alert of the budget. */
  days: { from: string; to: string };
}

/** The alerts that are to be sent, and who could get them; null when there is nothing to do. */
async function findOpen(
  tx: Executor,
  { id: projectId }: ProjectForWork,
  { now, sendsMail }: AlertContext,
): Promise<{ open: OpenAlert[]; receivers: PossibleReceivers } | null> {
  const [today, month] = [dayOf(now), monthOf(now)];
  const rows = await selectBudgets(tx, projectId, { from: firstForecastDay(today), to: today });
  const crossings = findCrossings(rows, { projectId, today });
  if (crossings.length === 0) return null;
  const decided = await selectAlerts(tx, projectId, month);
  const unsent = await selectUnsent(tx, projectId, new Date(`${month}-01`));
  const open = crossings.flatMap((crossing): OpenAlert[] => {
    const sent = crossing.claims.at(-1);
    if (!sent) return [];
    const isNew = crossing.claims.some((claim) => !decided.some((one) => isSame(one, claim)));
    const alertId = decided.find((one) => isSame(one, sent))?.alertId;
    const waiting = unsent.find(({ id }) => id === alertId);
    if (!isNew && !waiting) return [];
    const last = decided.filter(({ isSent, budgetId }) => isSent && budgetId === crossing.budgetId);
    const from =
      last
        .map(({ decidedAt }) => dayOf(decidedAt))
        .sort()
        .at(-1) ?? `${month}-01`;
    return [{ crossing, sent, unsent: waiting, days: { from, to: today } }];
  });
  if (open.length === 0) return null;
  return { open, receivers: await selectReceivers(tx, projectId, sendsMail) };
}

const isSame = (one: AlertClaim, other: AlertClaim): boolean =>
  one.budgetId === other.budgetId && isSameAlert(one, other);

interface Decision {
  project: ProjectForWork;
  context: AlertContext;
  alert: OpenAlert;
  receivers: PossibleReceivers;
}

const receiversOf = ({ receivers, alert: { crossing, sent } }: Decision) =>
  chooseReceivers(receivers, { kind: sent.kind, channelIds: crossing.channelIds });

/** Sends an alert that nobody could get before. */
async function sendLate(tx: Executor, decision: Decision, unsent: LoggedAlert): Promise<boolean> {
  const receivers = receiversOf(decision);
  const { publicUrl, now: at } = decision.context;
  return typeof receivers !== "string" && sendUnsent(tx, unsent, receivers, { publicUrl, at });
}

/**
 * Claims all that a budget has reached, and sends the most urgent of it, unless that was claimed before: a
 * jump over several thresholds is one message.
 */
async function claimAndSend(tx: Executor, decision: Decision): Promise<boolean> {
  const { project, context, alert } = decision;
  const { crossing, sent } = alert;
  const [month, at, alertId] = [monthOf(context.now), context.now, newId()];
  const claims = { projectId: project.id, month, crossing, sent, alertId, at };
  const claimed = await insertClaims(tx, claims);
  if (!claimed.some((claim) => isSame(claim, sent))) return false;
  const logged = { id: alertId, alert: await describe(tx, decision, month) };
  return logAndSend(tx, logged, receiversOf(decision), context.publicUrl);
}

async function describe(
  tx: Executor,
  { project, context, alert: { crossing, sent, days } }: Decision,
  month: string,
): Promise<BudgetAlert> {
  const { scope, limitMicroUsd, spentMicroUsd, forecast } = crossing;
  const contributors = await selectContributors(tx, project.id, scope, days);
  return {
    projectId: project.id,
    productName: project.name,
    budget: { id: crossing.budgetId, ...scope, name: nameOf(scope) },
    month,
    kind: sent.kind,
    threshold: sent.threshold,
    version: sent.version,
    limitMicroUsd,
    spentMicroUsd,
    forecast: forecast && {
      amountMicroUsd: forecast.amountMicroUsd,
      lowMicroUsd: forecast.lowMicroUsd,
      highMicroUsd: forecast.highMicroUsd,
    },
    contributors: contributors.map(({ name, ...rest }) => ({
      name: scope.kind === "agent_type" ? name : agentTypeOf(name).label,
      ...rest,
    })),
    at: context.now,
  };
}

/** What people call the budget of an agent type or a model; null for that of the product. */
function nameOf({ kind, value }: BudgetScope): string | null {
  if (value === null) return null;
  return kind === "agent_type" ? agentTypeOf(value).label : value;
}
