import type { Executor, ProjectForWork } from "@ai-cost/db";
import { agentTypeOf, dayOf, firstForecastDay, monthOf } from "@ai-cost/domain";
import { type BudgetAlert, budgetAlertMessages, enqueueForProject } from "@ai-cost/notifications";
import type { BudgetScope } from "../budget";
import { insertClaims, selectAlerts, selectChannels, selectContributors } from "../queries/alerts";
import { selectBudgets } from "../queries/select-budgets";
import { type AlertClaim, type Crossing, findCrossings } from "./find-crossings";
import { isSameAlert } from "./reached-alerts";

export interface AlertContext {
  now: Date;
  /** The addresses that get the alerts by e-mail. */
  recipients: () => Promise<string[]>;
  /** The URL at which people open the app, without a slash at the end. */
  publicUrl: string;
}

/**
 * Decides about the alerts of a project, from what is committed now, and adds the messages of new ones to its
 * outbox. An alert and its messages are one transaction, and each alert is claimed once, however many processes
 * decide at the same time. An alert that nobody could receive is not claimed, so it is sent when somebody
 * can. Returns whether there are new messages.
 */
export async function decideAlerts(
  { id: projectId, name, tenant }: ProjectForWork,
  context: AlertContext,
): Promise<boolean> {
  const today = dayOf(context.now);
  const month = monthOf(context.now);
  const { crossings, decided, channels } = await tenant.read(async (tx) => {
    const rows = await selectBudgets(tx, projectId, { from: firstForecastDay(today), to: today });
    const found = findCrossings(rows, { projectId, today });
    if (found.length === 0) return { crossings: [], decided: [], channels: [] };
    const before = await selectAlerts(tx, projectId, month);
    return {
      crossings: found,
      decided: before,
      channels: await selectChannels(tx, projectId),
    };
  });
  const isNew = (claim: AlertClaim) => !decided.some((before) => isSame(before, claim));
  const open = crossings.filter(({ claims }) => claims.some(isNew));
  if (open.length === 0) return false;
  const recipients = await context.recipients();
  if (recipients.length + channels.length === 0) return false;
  for (const crossing of open) {
    const last = decided.filter(({ budgetId, isSent }) => isSent && budgetId === crossing.budgetId);
    const since = last.map(({ decidedAt }) => dayOf(decidedAt)).sort();
    const from = since.at(-1) ?? `${month}-01`;
    await tenant.write((tx) =>
      claimAndSend(tx, {
        project: { id: projectId, name },
        crossing,
        context,
        receivers: { channels, recipients },
        days: { from, to: today },
      }),
    );
  }
  return true;
}

const isSame = (one: AlertClaim, other: AlertClaim): boolean =>
  one.budgetId === other.budgetId && isSameAlert(one, other);

interface Decision {
  project: { id: string; name: string };
  crossing: Crossing;
  context: AlertContext;
  receivers: Parameters<typeof budgetAlertMessages>[1];
  days: { from: string; to: string };
}

/**
 * Claims all that a budget has reached, and sends the most urgent of it, unless that was claimed before: a
 * jump over several thresholds is one message.
 */
async function claimAndSend(tx: Executor, decision: Decision): Promise<void> {
  const { project, crossing, context, receivers, days } = decision;
  const sent = crossing.claims.at(-1);
  if (!sent) return;
  const month = monthOf(context.now);
  const at = context.now;
  const claimed = await insertClaims(tx, { projectId: project.id, month, crossing, sent, at });
  if (!claimed.some((claim) => isSame(claim, sent))) return;
  const contributors = await selectContributors(tx, project.id, crossing.scope, days);
  const named = contributors.map(({ name, ...rest }) => ({
    name: crossing.scope.kind === "agent_type" ? name : agentTypeOf(name).label,
    ...rest,
  }));
  const alert: BudgetAlert = {
    projectId: project.id,
    productName: project.name,
    budget: { id: crossing.budgetId, ...crossing.scope, name: nameOf(crossing.scope) },
    month,
    kind: sent.kind,
    threshold: sent.threshold,
    limitMicroUsd: crossing.limitMicroUsd,
    spentMicroUsd: crossing.spentMicroUsd,
    forecast: crossing.forecast,
    contributors: named,
    at,
    url: `${context.publicUrl}/dashboard/products/${project.id}/budgets`,
  };
  await enqueueForProject(tx, project.id, budgetAlertMessages(alert, receivers), at);
}

/** What people call the budget of an agent type or a model; null for that of the product. */
function nameOf({ kind, value }: BudgetScope): string | null {
  if (value === null) return null;
  return kind === "agent_type" ? agentTypeOf(value).label : value;
}
