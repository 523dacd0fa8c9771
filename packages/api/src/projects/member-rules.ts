import { canManage, type Role } from "@ai-cost/domain";
import { TRPCError } from "@trpc/server";
import { forbidden } from "../errors";
import type { Member } from "./queries/members";

/** FORBIDDEN unless `actor` may manage somebody of each of the roles. */
export function requireManager(actor: Member, ...roles: Role[]): void {
  if (roles.every((role) => canManage(actor.role, role))) return;
  throw actor.role === "member"
    ? forbidden("Only an owner or an admin of this project can manage its members.")
    : forbidden("Only an owner can make, change or remove owners and admins.");
}

/** CONFLICT when the project would be left without an owner who has an account. */
export function requireRemainingOwner(members: readonly Member[], leaving: Member): void {
  const remains = members.some(
    ({ role, userId }) => role === "owner" && userId !== null && userId !== leaving.userId,
  );
  if (remains || leaving.role !== "owner" || leaving.userId === null) return;
  throw new TRPCError({
    code: "CONFLICT",
    message: "A project keeps at least one owner. Make another member an owner first.",
  });
}

/** The member of that address; NOT_FOUND when the list does not have it. */
export function requireMember(members: readonly Member[], email: string): Member {
  const member = members.find((candidate) => candidate.email === email);
  if (member) return member;
  throw new TRPCError({
    code: "NOT_FOUND",
    message: "That address is not on this project's list.",
  });
}
