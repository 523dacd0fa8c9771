export const ROLES = ["owner", "admin", "member"] as const;
export type Role = (typeof ROLES)[number];

export const canSetBudget = (role: Role): boolean => role !== "member";

/** Whether the role may change API keys, the project's own prices and the mapping of agent names. */
export const canConfigureUsage = (role: Role): boolean => role !== "member";

/**
 * Whether the role may read the audit trail. A member may not, because the audit trail contains the
 * names of people.
 */
export const canReadAuditTrail = (role: Role): boolean => role !== "member";

/** Owners manage everyone, admins manage members, and members manage nobody. */
export const canManage = (actor: Role, target: Role): boolean =>
  actor === "owner" || (actor === "admin" && target === "member");
