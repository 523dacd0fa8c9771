"use client";

import { canManage, ROLES, type Role } from "@ai-cost/domain";
import { useState } from "react";
import { RoleBadge } from "@/app/dashboard/_labels/role-badge";
import { Button } from "@/components/form/button";
import { Cell, Row, RowHeader } from "@/components/table/table";
import { useAttempt } from "@/trpc/use-attempt";
import type { Member } from "../outputs";
import { RemoveMember } from "./remove-member";
import { RoleSelect } from "./role-select";

interface MemberRowProps {
  member: Member;
  actorRole: Role;
  /** Both promises reject when the server refuses the change. */
  onChangeRole: (role: Role) => Promise<unknown>;
  onRemove: () => Promise<unknown>;
}

/**
 * A row with one member and the controls that the signed-in person's role allows. The row shows why a
 * change was refused.
 */
export function MemberRow({ member, actorRole, onChangeRole, onRemove }: MemberRowProps) {
  const { email, role, isYou } = member;
  const [isLeaving, setIsLeaving] = useState(false);
  const { isPending, problem, attempt } = useAttempt();
  const roles = ROLES.filter((candidate) => canManage(actorRole, candidate));
  const mayChange = canManage(actorRole, role) && roles.length > 1;
  const mayRemove = isYou || canManage(actorRole, role);

  return (
    <Row>
      <RowHeader>
        <span className="wrap-anywhere">{email}</span>
        {isYou && <span className="text-muted"> (you)</span>}
      </RowHeader>
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
      <Cell align="right">
        {mayRemove && (
          <Button
            variant="danger"
            aria-label={isYou ? "Leave this product" : `Remove ${email}`}
            onClick={() => setIsLeaving(true)}
          >
            {isYou ? "Leave" : "Remove"}
          </Button>
        )}
        {isLeaving && (
          <RemoveMember
            email={email}
            isYou={isYou}
            onRemove={onRemove}
            onClose={() => setIsLeaving(false)}
          />
        )}
      </Cell>
    </Row>
  );
}
