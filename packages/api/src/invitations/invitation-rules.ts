import { TRPCError } from "@trpc/server";
import { tooMany } from "../errors";
import type { Member } from "../projects/queries/members";
import type { PendingInvitation } from "./queries/invitations";

/** The invitation of this address. Throws NOT_FOUND when the project has not invited it. */
export function requireInvitation(
  pending: readonly PendingInvitation[],
  email: string,
): PendingInvitation {
  const invitation = pending.find((candidate) => candidate.email === email);
  if (invitation) return invitation;
  throw new TRPCError({
    code: "NOT_FOUND",
    message: "That address has no invitation that waits for an answer.",
  });
}

/** Throws CONFLICT when the address belongs to a member. */
export function requireNoMember(members: readonly Member[], email: string): void {
  if (!members.some((member) => member.email === email)) return;
  throw new TRPCError({
    code: "CONFLICT",
    message: `${email} is already a member. You can change the role in the list of members.`,
  });
}

/** Throws CONFLICT when the project has as many members as it may have. */
export function requireRoomForMember(members: readonly Member[], maxMembers: number): void {
  if (members.length < maxMembers) return;
  throw tooMany(
    `This product has ${members.length} members, which is the most that it may have. An owner or admin can remove one first.`,
  );
}
