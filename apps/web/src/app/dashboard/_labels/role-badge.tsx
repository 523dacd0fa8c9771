import type { Role } from "@ai-cost/domain";
import { Badge } from "@/components/feedback/badge";

const LABELS: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
};

export const roleLabel = (role: Role): string => LABELS[role];

export function RoleBadge({ role }: { role: Role }) {
  return <Badge tone={role === "owner" ? "accent" : "neutral"}>{roleLabel(role)}</Badge>;
}
