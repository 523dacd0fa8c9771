import { agentNames, type Executor } from "@ai-cost/db";
import { agentTypeOfName, NameLookup, NO_AGENT_NAME } from "@ai-cost/domain";
import { asc, eq } from "drizzle-orm";

/** What a project says of its agents' names. */
export interface AgentNames {
  /** Agent types by the name that reports give. */
  types: NameLookup<string>;
  /** The agent type of what names no agent; null when the project has said nothing. */
  defaultType: string | null;
}

/** The project's own mapping of agent names; one statement. */
export async function loadAgentNames(db: Executor, projectId: string): Promise<AgentNames> {
  const rows = await db
    .select({ name: agentNames.agentName, type: agentNames.agentType })
    .from(agentNames)
    .where(eq(agentNames.projectId, projectId))
    .orderBy(asc(agentNames.agentName));
  return agentNamesOf(rows);
}

export function agentNamesOf(rows: readonly { name: string; type: string }[]): AgentNames {
  const named = rows.filter(({ name }) => name !== NO_AGENT_NAME);
  return {
    types: new NameLookup(named.map(({ name, type }) => [name, type])),
    defaultType: rows.find(({ name }) => name === NO_AGENT_NAME)?.type ?? null,
  };
}

/**
 * The agent type of a reported agent name: what the project says of it, else what the name itself
 * says. A report without a name gets the project's default; null when there is none, and the job
 * waits to be named.
 */
export function agentTypeFor(names: AgentNames, agentName: string | null): string | null {
  if (agentName === null) return names.defaultType;
  return names.types.get(agentName) ?? agentTypeOfName(agentName) ?? names.defaultType;
}
