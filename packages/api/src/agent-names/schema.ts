import { MAX_AGENT_NAME_LENGTH, OTHER_AGENT_TYPES, UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { z } from "zod";
import { instantSchema, lineSchema, nameSchema, projectInput } from "../field-schemas";

/** The maximum number of mapped names of a project, including the empty name of the default type. */
export const MAX_AGENT_NAMES = 500;

/** The most names without a mapping that the list names. */
export const MAX_UNMAPPED_NAMES = 100;

const mapping = z.object({
  /** The agent name that clients report; empty for the project's default type. */
  agentName: z.string(),
  agentType: z.string(),
});

export const agentNameListOutput = z.object({
  /** The agent type of reports without an agent name; null when the project has no default type. */
  defaultAgentType: z.string().nullable(),
  /** The mappings, ordered by name. A mapping applies to jobs whose agent is first named after it was set. */
  mappings: z.array(mapping.extend({ updatedAt: instantSchema })),
  /**
   * At most 100 agent names in recently received traces that are not mapped, ordered by name. The agent
   * type of such a name is derived from its words.
   */
  unmappedNames: z.array(z.string()),
});

export const removeAgentNameInput = projectInput.extend({
  agentName: lineSchema(MAX_AGENT_NAME_LENGTH),
});
export const removeAgentNameOutput = z.object({ agentName: z.string() });

export const setAgentNameInput = removeAgentNameInput.extend({
  agentType: nameSchema(100)
    .refine(
      (agentType) => agentType !== UNNAMED_AGENT_TYPE,
      `must not be "${UNNAMED_AGENT_TYPE}", which is reserved for jobs without an agent name`,
    )
    .refine(
      (agentType) => agentType !== OTHER_AGENT_TYPES,
      `must not be "${OTHER_AGENT_TYPES}", which is reserved for the sum of other agent types`,
    ),
});
export const setAgentNameOutput = mapping;
