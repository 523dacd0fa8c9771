import { NO_AGENT_NAME } from "@ai-cost/domain";
import type { ProjectContext } from "../context";
import { tooMany } from "../errors";
import { addAuditEvent } from "../projects/queries/add-audit-event";
import { lockProject } from "../projects/queries/lock-project";
import { countAgentNames, deleteAgentName, findAgentType, storeAgentName } from "./queries";
import { MAX_AGENT_NAMES } from "./schema";

/** Maps a name, or the empty one for the default; what stands already changes nothing. */
export function setAgentName(
  { db, now, user, project }: ProjectContext,
  { agentName, agentType }: { agentName: string; agentType: string },
) {
  const projectId = project.id;
  return db.write(async (tx) => {
    await lockProject(tx, projectId);
    const standing = await findAgentType(tx, projectId, agentName);
    if (standing === agentType) return { agentName, agentType };
    if (standing === null && (await countAgentNames(tx, projectId)) >= MAX_AGENT_NAMES)
      throw tooMany(TOO_MANY_NAMES);
    const change = { updatedBy: user.id, updatedAt: now };
    await storeAgentName(tx, { projectId, agentName, agentType, ...change });
    await addAuditEvent(tx, {
      projectId,
      actorId: user.id,
      action: "agent-name.set",
      from: standing && mappingWords(agentName, standing),
      to: mappingWords(agentName, agentType),
      at: now,
    });
    return { agentName, agentType };
  });
}

/** Leaves a name to the rule again, or the project without a default; what is not there stays so. */
export function removeAgentName({ db, now, user, project }: ProjectContext, agentName: string) {
  const projectId = project.id;
  return db.write(async (tx) => {
    await lockProject(tx, projectId);
    const standing = await findAgentType(tx, projectId, agentName);
    if (standing === null) return { agentName };
    await deleteAgentName(tx, projectId, agentName);
    await addAuditEvent(tx, {
      projectId,
      actorId: user.id,
      action: "agent-name.remove",
      from: mappingWords(agentName, standing),
      to: null,
      at: now,
    });
    return { agentName };
  });
}

const mappingWords = (agentName: string, agentType: string) =>
  `${agentName === NO_AGENT_NAME ? "(no name)" : agentName} → ${agentType}`;

const TOO_MANY_NAMES = `This project maps ${MAX_AGENT_NAMES} names, which is as many as it can. Remove one that is not needed, then add another.`;
