import { MAX_AGENT_NAME_LENGTH, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { z } from "zod";
import { instantSchema, lineSchema, nameSchema, projectInput } from "../field-schemas";

/** How many names a project can map, the default included. */
export const MAX_AGENT_NAMES = 500;

const mapping = z.object({
  /** The name in the reports; empty for the project's default. */
  agentName: z.string(),
  agentType: z.string(),
});

export const agentNameListOutput = z.object({
  /** The agent type of reports without an agent name; null when the project has set none. */
  defaultAgentType: z.string().nullable(),
  /** By name. A mapping applies to jobs that get their name after it was set. */
  mappings: z.array(mapping.extend({ updatedAt: instantSchema })),
  /** Names in recently received traces that are not mapped, by name. A rule chooses their agent type. */
  unmappedNames: z.array(z.string()),
});

export const removeAgentNameInput = projectInput.extend({
  agentName: lineSchema(MAX_AGENT_NAME_LENGTH),
});
export const removeAgentNameOutput = z.object({ agentName: z.string() });

export const setAgentNameInput = removeAgentNameInput.extend({
  agentType: nameSchema(100).refine(
    (agentType) => agentType !== UNNAMED_AGENT_TYPE,
    `must not be "${UNNAMED_AGENT_TYPE}", which is reserved for jobs without an agent name`,
  ),
});
export const setAgentNameOutput = mapping;
