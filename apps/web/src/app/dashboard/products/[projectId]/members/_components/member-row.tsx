"use client";

import { canManage, type Role } from "@ai-cost/domain";
import { useState } from "react";
import { Button } from "@/components/form/button";
import { Cell, Row, RowHeader } from "@/components/table/table";
import type { Member } from "../outputs";
import { RemoveMember } from "./remove-member";
import { RoleCell } from "./role-cell";

interface MemberRowProps {
  member: Member;
  actorRole: Role;
  /** False for the only owner, who cannot leave. */
  mayLeave: boolean;
  /** Both promises reject when the server refuses the change. */
  onChangeRole: (role: Role) => Promise<unknown>;
  /** Removes the member. The signed-in person leaves. */
  onRemove: () => Promise<unknown>;
}

/**
 * A row with one member and the controls that the signed-in person's role allows. The row shows why a
 * change was refused.
 */
export function MemberRow(props: MemberRowProps) {
  const { member, actorRole, mayLeave, onChangeRole, onRemove } = props;
  const { email, role, isYou } = member;
  const [isLeaving, setIsLeaving] = useState(false);
  const mayRemove = isYou ? mayLeave : canManage(actorRole, role);

  return (
    <Row>
      <RowHeader>
        <span className="wrap-anywhere">{email}</span>
        {isYou && <span className="text-muted"> (you)</span>}
      </RowHeader>
      <RoleCell email={email} role={role} actorRole={actorRole} onChangeRole={onChangeRole} />
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
