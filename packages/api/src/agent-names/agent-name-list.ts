import type { Context } from "../context";
import { agentNamesOf, namesSeen } from "./queries/agent-names";
import { NO_NAME } from "./schema";

/** What a project says of its agents' names, and which names came lately of which it says nothing. */
export async function agentNameList({ db }: Context, projectId: string) {
  const rows = await agentNamesOf(db, projectId);
  const seen = await namesSeen(db, projectId);
  const mapped = new Set(rows.map(({ agentName }) => folded(agentName)));
  return {
    defaultAgentType: rows.find(({ agentName }) => agentName === NO_NAME)?.agentType ?? null,
    mappings: rows
      .filter(({ agentName }) => agentName !== NO_NAME)
      .map(({ agentName, agentType, updatedAt }) => ({
        agentName,
        agentType,
        updatedAt: updatedAt.toISOString(),
      })),
    unmappedNames: seen.filter((agentName) => !mapped.has(folded(agentName))),
  };
}

/** Names meet where they differ in case alone, as they do when usage comes in. */
const folded = (agentName: string): string => agentName.trim().toLowerCase();
