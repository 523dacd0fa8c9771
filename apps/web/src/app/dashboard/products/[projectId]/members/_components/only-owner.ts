import type { Member } from "../outputs";

/** Whether the signed-in person is the only owner, who cannot leave. */
export function isOnlyOwner(members: readonly Member[]): boolean {
  const owners = members.filter(({ role }) => role === "owner");
  return owners.length === 1 && owners.some(({ isYou }) => isYou);
}
