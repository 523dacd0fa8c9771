import type { BudgetScope } from "@ai-cost/budgets";
import type { Executor } from "@ai-cost/db";
import { agentTypeOfName } from "@ai-cost/domain";
import { canonicalModel } from "@ai-cost/pricing";
import { isAgentType } from "./queries/is-agent-type";

/**
 * Returns the scope under which usage is summed. A person may name a model as a client reports it
 * ("gpt-4o-2024-08-06"), and an agent type by its label or by the name of an agent ("Research Agent"). A
 * budget under such a name would never see any spend.
 */
export async function resolveScope(
  db: Executor,
  projectId: string,
  scope: BudgetScope,
): Promise<BudgetScope> {
  const { kind, value } = scope;
  if (value === null) return scope;
  if (kind === "model") return { kind, value: canonicalModel(value) };
  if (await isAgentType(db, projectId, value)) return scope;
  return { kind, value: agentTypeOfName(value) ?? value };
}
