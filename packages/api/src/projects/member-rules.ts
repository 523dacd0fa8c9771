import { canManage, type Role } from "@ai-cost/domain";
import { TRPCError } from "@trpc/server";
import { forbidden } from "../errors";
import type { Member } from "./queries/members";

/** Throws FORBIDDEN unless `actor` may manage members with this role. */
export function requireManager(actor: Member, role: Role): void {
  if (canManage(actor.role, role)) return;
  throw actor.role === "member"
    ? forbidden("Only an owner or an admin of this project can manage its members.")
    : forbidden("Only an owner can add, change or remove owners and admins.");
}

/** Throws CONFLICT when no owner would remain. */
export function requireRemainingOwner(members: readonly Member[], leaving: Member): void {
  const remains = members.some(({ role, userId }) => role === "owner" && userId !== leaving.userId);
  if (remains || leaving.role !== "owner") return;
  throw new TRPCError({
    code: "CONFLICT",
    message: "A project needs at least one owner. Make another member an owner first.",
  });
}

/** The member with this email address. Throws NOT_FOUND when the project has no such member. */
export function requireMember(members: readonly Member[], email: string): Member {
  const member = members.find((candidate) => candidate.email === email);
  if (member) return member;
  throw new TRPCError({
    code: "NOT_FOUND",
    message: "That address is not on this project's list of members.",
  });
}
