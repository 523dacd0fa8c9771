import { limitText, monthOf } from "@ai-cost/domain";
import type { ProjectContext } from "../../context";
import { changeProject, type ProjectChange } from "../../projects/change-project";
import { selectMonthlySpend } from "../queries";
import { toBudgetOutput } from "./budget-output";
import { deleteLimit, findLimitText, storeLimitText } from "./queries";

/**
 * Sets the monthly limit, or clears it when `limitMicroUsd` is null. Setting the current limit again
 * changes nothing. Returns the current month's spend compared with the new limit.
 */
export function changeBudget(context: ProjectContext, limitMicroUsd: bigint | null) {
  const { now, project } = context;
  return changeProject(context, async (change) => {
    await storeLimit(change, context, limitMicroUsd);
    const month = monthOf(now);
    const [spend] = await selectMonthlySpend(change.tx, project.id, month, month);
    return toBudgetOutput(spend?.costMicroUsd ?? 0n, limitMicroUsd);
  });
}

async function storeLimit(
  { tx, audit }: ProjectChange,
  { now, project, user }: ProjectContext,
  limitMicroUsd: bigint | null,
): Promise<void> {
  const from = await findLimitText(tx, project.id);
  const to = limitMicroUsd === null ? null : limitText(limitMicroUsd);
  if (from === to) return;
  if (to === null) await deleteLimit(tx, project.id);
  else await storeLimitText(tx, project.id, { value: to, updatedBy: user.id, updatedAt: now });
  await audit(to === null ? "budget.clear" : "budget.set", from, to);
}
