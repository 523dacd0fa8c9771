import { noInput } from "../field-schemas";
import { projectProcedure, projectQuery, userProcedure } from "../procedures";
import { router } from "../trpc";
import { addMember, changeMemberRole, removeMember } from "./change-members";
import { createProject } from "./create-project";
import { listMembers } from "./list-members";
import { listProjects } from "./list-projects";
import { hasUsage } from "./queries/has-usage";
import {
  createProjectInput,
  createProjectOutput,
  memberChangeOutput,
  memberInput,
  memberListOutput,
  memberRoleInput,
  projectListOutput,
  projectOutput,
} from "./schema";

/**
 * Projects and who may open them. Every procedure answers UNAUTHORIZED without a session and, where
 * it takes a project, NOT_FOUND for one that is not the caller's and BAD_REQUEST for a malformed
 * input. Owners manage everyone, admins add and remove members; FORBIDDEN says so to the others.
 */
export const projectsRouter = router({
  /** Every project that the caller may open, by name. */
  list: userProcedure
    .input(noInput)
    .output(projectListOutput)
    .query(({ ctx }) => listProjects(ctx.db, ctx.user.id)),

  /** One project, the caller's role in it, and whether it has had a charge yet. */
  get: projectQuery.output(projectOutput).query(async ({ ctx }) => ({
    projectId: ctx.project.id,
    name: ctx.project.name,
    role: ctx.project.role,
    hasUsage: await hasUsage(ctx.db, ctx.project.id),
  })),

  /** Makes a project; the caller is its owner. */
  create: userProcedure
    .input(createProjectInput)
    .output(createProjectOutput)
    .mutation(({ ctx, input }) => createProject(ctx, ctx.user.id, input.name)),

  /** Everyone on the list, by role, then address; an address without an account looks like any other. */
  listMembers: projectQuery
    .output(memberListOutput)
    .query(({ ctx }) => listMembers(ctx.db, ctx.project.id, ctx.user.id)),

  /**
   * Adds an address; it opens the project as soon as it has an account, and the answer is the same
   * either way. One that is on the list stays as it is: the answer says as what.
   */
  addMember: projectProcedure
    .input(memberRoleInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => addMember(ctx, input.email, input.role)),

  /** Gives someone on the list another role. CONFLICT for the last owner. */
  changeMemberRole: projectProcedure
    .input(memberRoleInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => changeMemberRole(ctx, input.email, input.role)),

  /** Takes someone off the list; anyone may take off themselves. CONFLICT for the last owner. */
  removeMember: projectProcedure
    .input(memberInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => removeMember(ctx, input.email)),
});
