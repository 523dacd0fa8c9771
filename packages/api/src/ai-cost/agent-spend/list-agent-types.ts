import type { Executor } from "@ai-cost/db";
import { toAgentOutput } from "./agent-output";
import { selectAgentPage } from "./queries";
import type { AgentSpend } from "./schema";

/** A page of a month's agent types, the most expensive first. */
export async function listAgentTypes(
  db: Executor,
  projectId: string,
  page: { month: string; after: string | undefined },
): Promise<AgentSpend[]> {
  const rows = await selectAgentPage(db, projectId, page);
  return rows.map(({ totalMicroUsd, ...agent }) => toAgentOutput(agent, totalMicroUsd));
}
