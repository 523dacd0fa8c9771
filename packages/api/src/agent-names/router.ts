import { agentNameProcedure, projectQuery } from "../access";
import { router } from "../trpc";
import { removeAgentName, setAgentName } from "./change-agent-name";
import { listAgentNames } from "./list-agent-names";
import {
  agentNameListOutput,
  removeAgentNameInput,
  removeAgentNameOutput,
  setAgentNameInput,
  setAgentNameOutput,
} from "./schema";

/**
 * The mapping of reported agent names to agent types. Every procedure answers UNAUTHORIZED without a
 * session, NOT_FOUND when the caller is not a member of the project, and BAD_REQUEST for a malformed
 * input.
 */
export const agentNamesRouter = router({
  /** The mapped names, the default type, and recently reported names that are not mapped. */
  list: projectQuery
    .output(agentNameListOutput)
    .query(({ ctx }) => listAgentNames(ctx, ctx.project.id)),

  /**
   * Maps an agent name to an agent type; an empty name sets the project's default type. The mapping
   * applies to jobs whose agent is first named after this change. FORBIDDEN for members, CONFLICT when the
   * project already maps 500 names.
   */
  set: agentNameProcedure
    .input(setAgentNameInput)
    .output(setAgentNameOutput)
    .mutation(({ ctx, input }) => setAgentName(ctx, input)),

  /** Removes the mapping of a name; does nothing when the name is not mapped. FORBIDDEN for members. */
  remove: agentNameProcedure
    .input(removeAgentNameInput)
    .output(removeAgentNameOutput)
    .mutation(({ ctx, input }) => removeAgentName(ctx, input.agentName)),
});
