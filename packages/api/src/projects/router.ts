import { projectProcedure, projectQuery, userProcedure } from "../access";
import { projectPageInput } from "../field-schemas";
import { router } from "../trpc";
import { changeMemberRole, leaveProject, removeMember } from "./change-members";
import { createProject } from "./create-project";
import { listMembers } from "./list-members";
import { listProjects } from "./list-projects";
import { hasUsage } from "./queries/has-usage";
import {
  createProjectInput,
  memberChangeOutput,
  memberInput,
  memberListOutput,
  memberRoleInput,
  projectIdOutput,
  projectListOutput,
  projectOutput,
} from "./schema";

/**
 * Projects and their members. Every procedure answers UNAUTHORIZED without a session and BAD_REQUEST for a
 * malformed input. A procedure that takes a project answers NOT_FOUND when the caller is not a member of
 * that project. Owners manage everyone and admins manage members; everyone else gets FORBIDDEN.
 */
export const projectsRouter = router({
  /** The projects that the caller is a member of, ordered by name, 100 on a page. */
  list: userProcedure
    .input(projectPageInput)
    .output(projectListOutput)
    .query(({ ctx, input }) => listProjects(ctx.db, ctx.user.id, input.page)),

  /** A project, the caller's role in it, and whether it has a charge. */
  get: projectQuery.output(projectOutput).query(async ({ ctx }) => ({
    projectId: ctx.project.id,
    name: ctx.project.name,
    role: ctx.project.role,
    hasUsage: await hasUsage(ctx.db, ctx.project.id),
  })),

  /**
   * Creates a project; the caller becomes its owner. TOO_MANY_REQUESTS when the caller has created the
   * permitted number of projects in 24 hours.
   */
  create: userProcedure
    .input(createProjectInput)
    .output(projectIdOutput)
    .mutation(({ ctx, input }) => createProject(ctx, ctx.user.id, input.name)),

  /** The members, ordered by role, then address. */
  listMembers: projectQuery
    .output(memberListOutput)
    .query(({ ctx }) => listMembers(ctx.db, ctx.project.id, ctx.user.id)),

  /** Changes the role of a member. CONFLICT for the last owner. */
  changeMemberRole: projectProcedure
    .input(memberRoleInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => changeMemberRole(ctx, input.email, input.role)),

  /** Removes a member. CONFLICT for the last owner. */
  removeMember: projectProcedure
    .input(memberInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => removeMember(ctx, input.email)),

  /** Ends the caller's own membership. CONFLICT for the last owner. */
  leave: projectProcedure.output(projectIdOutput).mutation(({ ctx }) => leaveProject(ctx)),
});
