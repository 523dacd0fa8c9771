import { PROJECT_SCOPE } from "@ai-cost/budgets";
import { monthOf } from "@ai-cost/domain";
import { dropSettings, storeSettings } from "../../budgets/change-budgets";
import type { ProjectContext } from "../../context";
import { changeProject } from "../../projects/change-project";
import { selectMonthlySpend } from "../queries";
import { toBudgetOutput } from "./budget-output";

/**
 * Sets the monthly limit, or clears it when `limitMicroUsd` is null. Setting the current limit again
 * changes nothing. Returns the current month's spend compared with the new limit.
 */
export function changeLimit(context: ProjectContext, limitMicroUsd: bigint | null) {
  const { now, project } = context;
  const subject = { scope: PROJECT_SCOPE };
  return changeProject(context, async (change) => {
    if (limitMicroUsd === null) await dropSettings(change, context, subject);
    else await storeSettings(change, context, subject, { limitMicroUsd });
    const month = monthOf(now);
    const [spend] = await selectMonthlySpend(change.tx, project.id, month, month);
    return toBudgetOutput(spend?.costMicroUsd ?? 0n, limitMicroUsd);
  });
}
