import {
  type BudgetChange,
  type BudgetScope,
  type BudgetSettings,
  changeBudget,
  countBudgetChanges,
  countScopedBudgets,
  removeBudget,
  type StoredBudget,
} from "@ai-cost/budgets";
import type { Executor } from "@ai-cost/db";
import { limitText } from "@ai-cost/domain";
import { selectChannels } from "@ai-cost/notifications";
import type { AuditAction } from "../audit-events/schema";
import type { ProjectContext } from "../context";
import { invalidField, tooMany, tooOften } from "../errors";
import { toDollars } from "../exact-numbers";
import { changeProject, type ProjectChange } from "../projects/change-project";
import { resolveScope } from "./resolve-scope";
import { MAX_SCOPED_BUDGETS, toScopeOutput } from "./schema";

const TOO_MANY_BUDGETS = `This project already has ${MAX_SCOPED_BUDGETS} budgets for agent types and models, which is the maximum. Remove one that you no longer need, then add the new one.`;

/** Each change can alert again everybody who gets the alerts. */
const MAX_CHANGES = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const TOO_MANY_CHANGES = `The budgets of this project have changed ${MAX_CHANGES} times within 24 hours, which is the maximum. They can be removed now, and changed again later.`;

/** Which budget is changed, and why. */
interface Subject {
  scope: BudgetScope;
  reason?: string | undefined;
}

/**
 * Sets a budget and keeps what `settings` does not contain. Throws CONFLICT when the project has too many
 * budgets, and TOO_MANY_REQUESTS when they have changed too often.
 */
export function setBudget(
  context: ProjectContext,
  { scope: named, reason }: Subject,
  settings: Partial<BudgetSettings> & { limitMicroUsd: bigint },
) {
  return changeProject(context, async (change) => {
    const scope = await resolveScope(change.tx, context.project.id, named);
    const after = await storeSettings(change, context, { scope, reason }, settings);
    return {
      id: after.id,
      scope: toScopeOutput(scope),
      limit: toDollars(settings.limitMicroUsd),
      thresholds: [...after.thresholds],
      blocks: after.blocks,
      channelIds: after.channelIds && [...after.channelIds],
    };
  });
}

/** Stores the settings in a change that has begun, with their audit event. */
export async function storeSettings(
  { tx, audit }: ProjectChange,
  { now, project, user }: ProjectContext,
  { scope, reason }: Subject,
  settings: Partial<BudgetSettings>,
): Promise<StoredBudget> {
  if (settings.channelIds) await requireChannels(tx, project.id, settings.channelIds);
  const of = { projectId: project.id, scope, actorId: user.id, at: now, reason: reason || null };
  const change = await changeBudget(tx, of, settings);
  if (!change.after) throw new Error("a budget that was set is stored");
  if (change.after !== change.before) await requireFewChanges(tx, project.id, now);
  if (!change.before && scope.kind !== "project")
    if ((await countScopedBudgets(tx, project.id)) > MAX_SCOPED_BUDGETS)
      throw tooMany(TOO_MANY_BUDGETS);
  await auditChange(audit, scope, change);
  return change.after;
}

async function requireFewChanges(tx: Executor, projectId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - DAY_MS);
  const changes = await countBudgetChanges(tx, projectId, { since, most: MAX_CHANGES + 1 });
  if (changes > MAX_CHANGES) throw tooOften(TOO_MANY_CHANGES);
}

/** Throws BAD_REQUEST when a channel does not exist, was removed, or belongs to another project. */
async function requireChannels(tx: Executor, projectId: string, channelIds: readonly string[]) {
  const channels = await selectChannels(tx, projectId);
  if (!channelIds.every((id) => channels.some((channel) => channel.id === id)))
    throw invalidField("channelIds", "must name channels of this project");
}

/** Removes a budget; does nothing when there is none. */
export const dropBudget = (context: ProjectContext, subject: Subject) =>
  changeProject(context, async (change) => {
    const scope = await resolveScope(change.tx, context.project.id, subject.scope);
    await dropSettings(change, context, { ...subject, scope });
    return { scope: toScopeOutput(scope) };
  });

/** Removes a budget in a change that has begun, with its audit event. */
export async function dropSettings(
  { tx, audit }: ProjectChange,
  { now, project, user }: ProjectContext,
  { scope, reason }: Subject,
): Promise<void> {
  const of = { projectId: project.id, scope, actorId: user.id, at: now, reason: reason || null };
  await auditChange(audit, scope, await removeBudget(tx, of));
}

/** Records the project's limit as `250.00`, and everything else as a sentence. */
async function auditChange(
  audit: ProjectChange["audit"],
  { kind, value }: BudgetScope,
  { before, after }: BudgetChange,
): Promise<void> {
  const auditTexts = async (
    action: AuditAction,
    textOf: (budget: StoredBudget) => string | null,
  ) => {
    const [from, to] = [before && textOf(before), after && textOf(after)];
    if (from !== to) await audit(action, from, to);
  };
  if (kind !== "project") {
    const action = after ? "budget.set-scoped" : "budget.remove-scoped";
    await auditTexts(action, (budget) => `${value}: $${amountText(budget)}, ${alertText(budget)}`);
    return;
  }
  const action = after?.limitMicroUsd == null ? "budget.clear" : "budget.set";
  await auditTexts(action, amountText);
  if (before && after && alertText(before) !== alertText(after))
    await audit("budget.change-alerts", alertText(before), alertText(after));
}

const amountText = ({ limitMicroUsd }: BudgetSettings): string | null =>
  limitMicroUsd === null ? null : limitText(limitMicroUsd);

function alertText({ thresholds, blocks, channelIds }: BudgetSettings): string {
  const alerts =
    thresholds.length === 0
      ? "no alerts"
      : `alerts at ${thresholds.map((threshold) => `${threshold} %`).join(", ")}`;
  const where = channelIds ? [`to ${channelIds.length} chosen channels`] : [];
  return [alerts, ...where, ...(blocks ? ["blocks new work at the limit"] : [])].join(", ");
}
