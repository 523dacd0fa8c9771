"use client";

import { canManage, ROLES, type Role } from "@ai-cost/domain";
import { RoleBadge } from "@/app/dashboard/_labels/role-badge";
import { Cell } from "@/components/table/table";
import { useAttempt } from "@/trpc/use-attempt";
import { RoleSelect } from "./role-select";

interface RoleCellProps {
  email: string;
  role: Role;
  actorRole: Role;
  /** The promise rejects when the server refuses the change. */
  onChangeRole: (role: Role) => Promise<unknown>;
}

/** A cell with the role of an address, which the signed-in person can change if their role allows it. */
export function RoleCell({ email, role, actorRole, onChangeRole }: RoleCellProps) {
  const { isPending, problem, attempt } = useAttempt();
  const roles = ROLES.filter((candidate) => canManage(actorRole, candidate));
  const mayChange = canManage(actorRole, role) && roles.length > 1;
  return (
    <Cell>
      {mayChange ? (
        <RoleSelect
          label={`Role of ${email}`}
          roles={roles}
          value={role}
          disabled={isPending}
          onChange={(chosen) => void attempt(() => onChangeRole(chosen))}
        />
      ) : (
        <RoleBadge role={role} />
      )}
      {problem && (
        <p role="alert" className="mt-1 text-danger text-xs">
          {problem}
        </p>
      )}
    </Cell>
  );
}
