import type { RouterOutputs } from "@ai-cost/api";

export type Member = RouterOutputs["projects"]["listMembers"][number];
export type PendingInvitations = RouterOutputs["invitations"]["list"];
export type Invitation = PendingInvitations["invitations"][number];
/** A new link of an invitation, or the news that it was sent by e-mail. */
export type InvitationLink = RouterOutputs["invitations"]["create"];
