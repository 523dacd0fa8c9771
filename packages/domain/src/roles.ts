export const ROLES = ["owner", "admin", "member"] as const;
export type Role = (typeof ROLES)[number];

export const canSetBudget = (role: Role): boolean => role !== "member";

/** Keys, own prices and agents' names: what decides how usage comes in and what it counts as. */
export const canConfigureUsage = (role: Role): boolean => role !== "member";

/** Who changed what in a project, which names everybody who did. */
export const canReadAuditTrail = (role: Role): boolean => role !== "member";

/** Owners manage everyone; admins add and remove members; members manage nobody. */
export const canManage = (actor: Role, target: Role): boolean =>
  actor === "owner" || (actor === "admin" && target === "member");
