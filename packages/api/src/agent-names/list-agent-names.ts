import { foldedName, NO_AGENT_NAME } from "@ai-cost/domain";
import type { ReadContext } from "../context";
import { agentNamesOf, namesSeen } from "./queries";

/** What a project says of its agents' names, and which names came lately of which it says nothing. */
export async function agentNameList({ db }: ReadContext, projectId: string) {
  const rows = await agentNamesOf(db, projectId);
  const seen = await namesSeen(db, projectId);
  const mapped = new Set(rows.map(({ agentName }) => foldedName(agentName)));
  return {
    defaultAgentType: rows.find(({ agentName }) => agentName === NO_AGENT_NAME)?.agentType ?? null,
    mappings: rows
      .filter(({ agentName }) => agentName !== NO_AGENT_NAME)
      .map(({ agentName, agentType, updatedAt }) => ({
        agentName,
        agentType,
        updatedAt: updatedAt.toISOString(),
      })),
    unmappedNames: seen.filter((agentName) => !mapped.has(foldedName(agentName))),
  };
}
