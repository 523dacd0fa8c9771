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
  /** The project's mapping and default, and the names that were reported lately and are not mapped. */
  list: projectQuery
    .output(agentNameListOutput)
    .query(({ ctx }) => listAgentNames(ctx, ctx.project.id)),

  /**
   * Maps a name, or sets the default with an empty one. It applies to jobs that get their name from then
   * on. FORBIDDEN for members, CONFLICT when the project already maps 500 names.
   */
  set: agentNameProcedure
    .input(setAgentNameInput)
    .output(setAgentNameOutput)
    .mutation(({ ctx, input }) => setAgentName(ctx, input)),

  /** Removes the mapping of a name; does nothing when there is none. FORBIDDEN for members. */
  remove: agentNameProcedure
    .input(removeAgentNameInput)
    .output(removeAgentNameOutput)
    .mutation(({ ctx, input }) => removeAgentName(ctx, input.agentName)),
});
