import { projectProcedure, projectQuery } from "../access";
import { router } from "../trpc";
import {
  changeInvitedRole,
  createInvitation,
  renewInvitation,
  revokeInvitation,
} from "./change-invitations";
import { listInvitations } from "./list-invitations";
import {
  invitationChangeOutput,
  invitationInput,
  invitationLinkOutput,
  invitationListOutput,
  invitationRoleInput,
} from "./schema";

/**
 * The invitations of a project that wait for an answer. Only the bearer of an invitation's link can
 * accept or decline it, on the page of the link. No procedure shows whether an address has an account.
 * Owners manage all invitations, admins those of members; everyone else gets FORBIDDEN.
 */
export const invitationsRouter = router({
  /** The pending invitations, also the expired ones, ordered by address. */
  list: projectQuery
    .output(invitationListOutput)
    .query(({ ctx }) => listInvitations(ctx, ctx.project.id)),

  /**
   * Invites an email address and makes a link that is valid for seven days. If the address is already
   * invited, the new role and link replace the old ones. CONFLICT for a member, and when the project has
   * the permitted number of pending invitations. TOO_MANY_REQUESTS after many new links in a day.
   */
  create: projectProcedure
    .input(invitationRoleInput)
    .output(invitationLinkOutput)
    .mutation(({ ctx, input }) => createInvitation(ctx, input.email, input.role)),

  /** Makes a new link for a pending invitation; earlier links end. NOT_FOUND when there is none. */
  renew: projectProcedure
    .input(invitationInput)
    .output(invitationLinkOutput)
    .mutation(({ ctx, input }) => renewInvitation(ctx, input.email)),

  /** Changes the role that a pending invitation gives. Its link stays valid. NOT_FOUND when there is none. */
  changeRole: projectProcedure
    .input(invitationRoleInput)
    .output(invitationChangeOutput)
    .mutation(({ ctx, input }) => changeInvitedRole(ctx, input.email, input.role)),

  /** Ends a pending invitation and its link. NOT_FOUND when there is none. */
  revoke: projectProcedure
    .input(invitationInput)
    .output(invitationChangeOutput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input.email)),
});
