import { type AlertKind, type Executor, newId, type ProjectForWork } from "@ai-cost/db";
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
import { byKind, isSameAlert, lastThresholdDay, undecidedOf } from "./reached-alerts";

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

/** A budget that has something to alert about, of one kind. */
interface OpenAlert {
  crossing: Crossing;
  /** What was not decided before, with the most urgent last. Its alert is sent. */
  claims: readonly AlertClaim[];
  /** The budget's last alert of this kind, when nothing is new, nobody got it, and it is still true. */
  unsent: LoggedAlert | undefined;
  /** The UTC day of the last threshold that was alerted in the month; null when there was none. */
  lastThresholdDay: string | null;
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
  const budgetIds = crossings.map(({ budgetId }) => budgetId);
  const decided = await selectAlerts(tx, projectId, { month, budgetIds });
  const found = crossings.flatMap((crossing) =>
    byKind(crossing.claims).map((claims) => openOf({ ...crossing, claims }, decided)),
  );
  const repeatedIds = found.flatMap(({ repeatedId }) => repeatedId ?? []);
  const unsent = await selectUnsent(tx, projectId, repeatedIds);
  const open = found
    .map((alert) => ({ ...alert, unsent: unsent.find(({ id }) => id === alert.repeatedId) }))
    .filter(({ claims, unsent }) => claims.length > 0 || unsent);
  if (open.length === 0) return null;
  return { open, receivers: await selectReceivers(tx, projectId, sendsMail) };
}

/** `decided` are the last alerts of the month, oldest first. */
function openOf(
  crossing: Crossing,
  decided: Awaited<ReturnType<typeof selectAlerts>>,
): Omit<OpenAlert, "unsent"> & { repeatedId: string | null } {
  const ofBudget = decided.filter(({ budgetId }) => budgetId === crossing.budgetId);
  const claims = undecidedOf(crossing.claims, ofBudget);
  const [kind] = crossing.claims.map((claim) => claim.kind);
  const last = ofBudget.findLast((alert) => alert.isSent && alert.kind === kind);
  const isStillTrue = last && crossing.claims.some((claim) => isSameAlert(claim, last));
  return {
    crossing,
    claims,
    // The alert that is sent now if nobody got it.
    repeatedId: claims.length === 0 && isStillTrue ? last.alertId : null,
    lastThresholdDay: lastThresholdDay(ofBudget),
  };
}

interface Decision {
  project: ProjectForWork;
  context: AlertContext;
  alert: OpenAlert;
  receivers: PossibleReceivers;
}

const receiversOf = ({ receivers, alert: { crossing } }: Decision, kind: AlertKind) =>
  chooseReceivers(receivers, { kind, channelIds: crossing.channelIds });

/** Sends an alert that nobody could get before. */
async function sendLate(tx: Executor, decision: Decision, unsent: LoggedAlert): Promise<boolean> {
  const receivers = receiversOf(decision, unsent.alert.kind);
  const { publicUrl, now: at } = decision.context;
  return typeof receivers !== "string" && sendUnsent(tx, unsent, receivers, { publicUrl, at });
}

/**
 * Claims what a budget has newly reached of one kind, and sends the most urgent of it: a jump over several
 * thresholds is one message. Does nothing when another process has claimed that one; the next look decides
 * about the rest.
 */
async function claimAndSend(tx: Executor, decision: Decision): Promise<boolean> {
  const { project, context, alert } = decision;
  const { crossing, claims } = alert;
  const sent = claims.at(-1);
  if (!sent) return false;
  const [month, at, alertId] = [monthOf(context.now), context.now, newId()];
  const reached = { projectId: project.id, month, crossing, claims, alertId, at };
  if (!(await insertClaims(tx, reached))) return false;
  const logged = { id: alertId, alert: await describe(tx, decision, sent, month) };
  return logAndSend(tx, logged, receiversOf(decision, sent.kind), context.publicUrl);
}

async function describe(
  tx: Executor,
  { project, context, alert: { crossing, lastThresholdDay } }: Decision,
  sent: AlertClaim,
  month: string,
): Promise<BudgetAlert> {
  const { scope, limitMicroUsd, spentMicroUsd, unpricedCharges, forecast } = crossing;
  const days = { from: lastThresholdDay ?? `${month}-01`, to: dayOf(context.now) };
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
    unpricedCharges: Number(unpricedCharges),
    forecast: forecast && {
      amountMicroUsd: forecast.amountMicroUsd,
      lowMicroUsd: forecast.lowMicroUsd,
      highMicroUsd: forecast.highMicroUsd,
    },
    lastThresholdDay,
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
