import type { Executor } from "@ai-cost/db";
import { sql } from "drizzle-orm";

/** Whether the project has this very agent type: among its usage, its agent names or its budgets. */
export async function isAgentType(
  db: Executor,
  projectId: string,
  agentType: string,
): Promise<boolean> {
  const rows = await db.execute(sql`
    select from monthly_agent_spend where project_id = ${projectId} and agent_type = ${agentType}
    union all
    select from agent_names where project_id = ${projectId} and agent_type = ${agentType}
    union all
    select from budgets where project_id = ${projectId}
      and scope_kind = 'agent_type' and scope_value = ${agentType}
    limit 1`);
  return rows.length > 0;
}
