export const ROLES = ["owner", "admin", "member"] as const;
export type Role = (typeof ROLES)[number];

export const canSetBudget = (role: Role): boolean => role !== "member";

/** API keys, the project's own prices and the mapping of agent names: how usage arrives and is counted. */
export const canConfigureUsage = (role: Role): boolean => role !== "member";

/** The audit trail names people, so members do not see it. */
export const canReadAuditTrail = (role: Role): boolean => role !== "member";

/** Owners manage everyone, admins manage members, and members manage nobody. */
export const canManage = (actor: Role, target: Role): boolean =>
  actor === "owner" || (actor === "admin" && target === "member");
