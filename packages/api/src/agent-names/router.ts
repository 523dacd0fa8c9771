import { agentNameProcedure, projectQuery } from "../procedures";
import { router } from "../trpc";
import { removeAgentName, setAgentName } from "./change-agent-name";
import { agentNameList } from "./list-agent-names";
import {
  agentNameListOutput,
  removeAgentNameInput,
  removeAgentNameOutput,
  setAgentNameInput,
  setAgentNameOutput,
} from "./schema";

/**
 * Which agent type a reported agent's name stands for. Every procedure answers UNAUTHORIZED without
 * a session, NOT_FOUND for a project that is not the caller's and BAD_REQUEST for a malformed input.
 */
export const agentNamesRouter = router({
  /** The project's mapping and default, and names that came lately and are left to the rule. */
  list: projectQuery
    .output(agentNameListOutput)
    .query(({ ctx }) => agentNameList(ctx, ctx.project.id)),

  /**
   * Maps a name, or with an empty one sets the default, for jobs that are named from then on.
   * FORBIDDEN for members, CONFLICT when the project has 500.
   */
  set: agentNameProcedure
    .input(setAgentNameInput)
    .output(setAgentNameOutput)
    .mutation(({ ctx, input }) => setAgentName(ctx, input)),

  /** Leaves a name to the rule again; one that is not mapped stays so. FORBIDDEN for members. */
  remove: agentNameProcedure
    .input(removeAgentNameInput)
    .output(removeAgentNameOutput)
    .mutation(({ ctx, input }) => removeAgentName(ctx, input.agentName)),
});
