import { NO_AGENT_NAME } from "@ai-cost/domain";
import type { ProjectContext } from "../context";
import { tooMany } from "../errors";
import { changeProject } from "../projects/change-project";
import { countAgentNames, deleteAgentName, findAgentType, storeAgentName } from "./queries";
import { MAX_AGENT_NAMES } from "./schema";

const TOO_MANY_NAMES = `This project already maps ${MAX_AGENT_NAMES} names, which is the maximum. Remove a name that you no longer need, then map the new one.`;

/**
 * Maps an agent name to an agent type; an empty name sets the project's default type. Repeating a mapping
 * changes nothing. Throws CONFLICT when the project already maps the maximum number of names.
 */
export function setAgentName(
  context: ProjectContext,
  { agentName, agentType }: { agentName: string; agentType: string },
) {
  const { now, project, user } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const previousType = await findAgentType(tx, project.id, agentName);
    if (previousType === agentType) return { agentName, agentType };
    if (previousType === null && (await countAgentNames(tx, project.id)) >= MAX_AGENT_NAMES)
      throw tooMany(TOO_MANY_NAMES);
    const change = { updatedBy: user.id, updatedAt: now };
    await storeAgentName(tx, { projectId: project.id, agentName, agentType, ...change });
    await audit(
      "agent-name.set",
      previousType && mappingText(agentName, previousType),
      mappingText(agentName, agentType),
    );
    return { agentName, agentType };
  });
}

/**
 * Removes the mapping of an agent name, or the project's default type for an empty name. Does nothing when
 * the name is not mapped.
 */
export function removeAgentName(context: ProjectContext, agentName: string) {
  const { project } = context;
  return changeProject(context, async ({ tx, audit }) => {
    const agentType = await findAgentType(tx, project.id, agentName);
    if (agentType === null) return { agentName };
    await deleteAgentName(tx, project.id, agentName);
    await audit("agent-name.remove", mappingText(agentName, agentType), null);
    return { agentName };
  });
}

const mappingText = (agentName: string, agentType: string) =>
  `${agentName === NO_AGENT_NAME ? "(no name)" : agentName} → ${agentType}`;
