import { foldedName, NO_AGENT_NAME } from "@ai-cost/domain";
import type { ReadContext } from "../context";
import { selectAgentNames, selectReportedNames } from "./queries";
import { MAX_UNMAPPED_NAMES } from "./schema";

/** The project's default agent type, its mapped names, and the reported names that are not mapped. */
export async function listAgentNames({ db }: ReadContext, projectId: string) {
  const rows = await selectAgentNames(db, projectId);
  const reportedNames = await selectReportedNames(db, projectId);
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
    unmappedNames: reportedNames
      .filter((agentName) => !mapped.has(foldedName(agentName)))
      .slice(0, MAX_UNMAPPED_NAMES),
  };
}
