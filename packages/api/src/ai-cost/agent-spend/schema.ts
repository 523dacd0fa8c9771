import { z } from "zod";
import {
  countSchema,
  dollarsSchema,
  monthSchema,
  percentSchema,
  projectInput,
  recordedNameSchema,
} from "../../field-schemas";

/** The most agent types that a summary or a page of the list names. */
export const MAX_AGENT_TYPES = 100;

export const agentSpend = z.object({
  agentType: z.string(),
  /** The number of jobs whose first charge is in the month. */
  totalJobs: countSchema,
  completedJobs: countSchema,
  failedJobs: countSchema,
  /** The number of charges whose cost is unknown. When it is above 0, `cost` is a lower bound. */
  unpricedCharges: countSchema,
  /** The cost of the agent type in dollars. */
  cost: dollarsSchema,
  /** The cost as a percentage of the month's total, 0 to 100; 0 when the total is 0. */
  pctOfTotal: percentSchema,
  inputTokens: countSchema,
  outputTokens: countSchema,
  /** The sum of input and output tokens. */
  totalTokens: countSchema,
  /** The percentage completed / (completed + failed), 0 to 100; 0 when no job has finished. */
  successRate: percentSchema,
});

export type AgentSpend = z.output<typeof agentSpend>;

export const agentTypesInput = projectInput.extend({
  month: monthSchema.optional(),
  /** The agent type of the last row of the previous page of results. */
  after: recordedNameSchema(200).optional(),
});

/** At most 100 agent types, ordered by cost descending, then agent type. */
export const agentTypesOutput = z.array(agentSpend);
