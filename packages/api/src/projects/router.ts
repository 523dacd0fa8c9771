import { projectProcedure, projectQuery, userProcedure } from "../access";
import { noInput } from "../field-schemas";
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
 * Projects and their members. Every procedure answers UNAUTHORIZED without a session and BAD_REQUEST for a
 * malformed input. A procedure that takes a project answers NOT_FOUND when the caller is not a member of
 * that project. Owners manage everyone and admins manage members; everyone else gets FORBIDDEN.
 */
export const projectsRouter = router({
  /** The projects that the caller is a member of, ordered by name. */
  list: userProcedure
    .input(noInput)
    .output(projectListOutput)
    .query(({ ctx }) => listProjects(ctx.db, ctx.user.id)),

  /** A project, the caller's role in it, and whether it has a charge. */
  get: projectQuery.output(projectOutput).query(async ({ ctx }) => ({
    projectId: ctx.project.id,
    name: ctx.project.name,
    role: ctx.project.role,
    hasUsage: await hasUsage(ctx.db, ctx.project.id),
  })),

  /** Creates a project; the caller becomes its owner. */
  create: userProcedure
    .input(createProjectInput)
    .output(createProjectOutput)
    .mutation(({ ctx, input }) => createProject(ctx, ctx.user.id, input.name)),

  /**
   * The members and invited addresses, ordered by role, then address. The output does not show whether an
   * address has an account.
   */
  listMembers: projectQuery
    .output(memberListOutput)
    .query(({ ctx }) => listMembers(ctx.db, ctx.project.id, ctx.user.id)),

  /**
   * Adds an email address to the project. If the address has no account, it gets access when an account is
   * created. The output does not show whether an account exists. An address that is already a member or
   * invited keeps its role, and the output contains that role.
   */
  addMember: projectProcedure
    .input(memberRoleInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => addMember(ctx, input.email, input.role)),

  /** Changes the role of a member. CONFLICT for the last owner. */
  changeMemberRole: projectProcedure
    .input(memberRoleInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => changeMemberRole(ctx, input.email, input.role)),

  /** Removes a member. Everyone may remove themselves, except the last owner, who gets CONFLICT. */
  removeMember: projectProcedure
    .input(memberInput)
    .output(memberChangeOutput)
    .mutation(({ ctx, input }) => removeMember(ctx, input.email)),
});
