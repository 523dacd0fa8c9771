import { agentNames, type Executor } from "@ai-cost/db";
import { agentTypeOfName, NameLookup, NO_AGENT_NAME } from "@ai-cost/domain";
import { asc, eq } from "drizzle-orm";
import { LRUCache } from "lru-cache";

/** A project's own mapping of agent names to agent types. */
export interface AgentNames {
  /** The agent types by reported agent name. */
  types: NameLookup<string>;
  /** The agent type of reports that name no agent; null when the project has no default type. */
  defaultType: string | null;
}

/** Reads the project's mapping in one statement. */
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

/** The results are cached, because each call asks for one of a few names. */
const typesOfNames = new LRUCache<string, { type: string | null }>({ max: 2000 });

/** The agent type that a name itself implies; null when the name has no meaning, such as "unknown". */
export function impliedAgentType(agentName: string): string | null {
  const known = typesOfNames.get(agentName);
  if (known) return known.type;
  const type = agentTypeOfName(agentName);
  typesOfNames.set(agentName, { type });
  return type;
}

/**
 * The agent type of a reported agent name: the type that the project maps the name to, otherwise the type
 * that the name itself implies, otherwise the project's default type. Null when none of these exists; the
 * job then has no agent type until a report names its agent.
 */
export function agentTypeFor(names: AgentNames, agentName: string | null): string | null {
  if (agentName === null) return names.defaultType;
  return names.types.get(agentName) ?? impliedAgentType(agentName) ?? names.defaultType;
}
