import type { Executor } from "@ai-cost/db";
import { limitText, monthOf } from "@ai-cost/domain";
import type { ProjectContext } from "../../context";
import { addAuditEvent } from "../../projects/queries/add-audit-event";
import { lockProject } from "../../projects/queries/lock-project";
import { monthsSpend } from "../queries/monthly-trend";
import { budgetAnswer } from "./budget-output";
import { deleteLimit, findLimitText, storeLimitText } from "./queries";

export interface BudgetChange {
  projectId: string;
  /** The user who makes it. */
  actorId: string;
  /** Micro-dollars a month; null clears the limit. */
  limitMicroUsd: bigint | null;
}

/**
 * Sets or clears the monthly limit and keeps the change, in one transaction; the limit that stands
 * already changes nothing and is not kept twice. Answers the current month against it.
 */
export function changeBudget(
  { db, now }: Pick<ProjectContext, "db" | "now">,
  change: BudgetChange,
) {
  return db.write(async (tx) => {
    await lockProject(tx, change.projectId);
    await storeChange(tx, change, now);
    const [spent] = await monthsSpend(tx, change.projectId, monthOf(now), monthOf(now));
    return budgetAnswer(spent?.costMicroUsd ?? 0n, change.limitMicroUsd);
  });
}

async function storeChange(
  tx: Executor,
  { projectId, actorId, limitMicroUsd }: BudgetChange,
  now: Date,
): Promise<void> {
  const from = await findLimitText(tx, projectId);
  const to = limitMicroUsd === null ? null : limitText(limitMicroUsd);
  if (from === to) return;
  if (to === null) await deleteLimit(tx, projectId);
  else await storeLimitText(tx, projectId, { value: to, updatedBy: actorId, updatedAt: now });
  const action = to === null ? "budget.clear" : "budget.set";
  await addAuditEvent(tx, { projectId, actorId, action, from, to, at: now });
}
