import { MAX_AGENT_NAME_LENGTH, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { z } from "zod";
import { instantSchema, lineSchema, nameSchema, projectInput } from "../field-schemas";

/** How many names of agents a project may map. */
export const MAX_AGENT_NAMES = 500;

const mapping = z.object({
  /** As reports name the agent; empty for the project's default. */
  agentName: z.string(),
  agentType: z.string(),
});

export const agentNameListOutput = z.object({
  /** What reports without an agent's name get; null when the project has said nothing. */
  defaultAgentType: z.string().nullable(),
  /** By name. They hold for jobs that are named from then on. */
  mappings: z.array(mapping.extend({ updatedAt: instantSchema })),
  /** Names in the traces received last that are not mapped: a rule finds their agent type. By name. */
  unmappedNames: z.array(z.string()),
});

export const removeAgentNameInput = projectInput.extend({
  agentName: lineSchema(MAX_AGENT_NAME_LENGTH),
});
export const setAgentNameInput = removeAgentNameInput.extend({
  agentType: nameSchema(100).refine(
    (agentType) => agentType !== UNNAMED_AGENT_TYPE,
    `must not be "${UNNAMED_AGENT_TYPE}", which jobs are called that wait for a name`,
  ),
});
export const setAgentNameOutput = mapping;
export const removeAgentNameOutput = z.object({ agentName: z.string() });
