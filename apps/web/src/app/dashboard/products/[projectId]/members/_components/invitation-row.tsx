"use client";

import { canManage, type Role } from "@ai-cost/domain";
import { useState } from "react";
import { classNames } from "@/components/class-names";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { Badge } from "@/components/feedback/badge";
import { Instant } from "@/components/figure/instant";
import { Button } from "@/components/form/button";
import { Cell, Row, RowHeader, Unit } from "@/components/table/table";
import { UNKNOWN } from "@/lib/format";
import { useAttempt } from "@/trpc/use-attempt";
import type { Invitation } from "../outputs";
import { RoleCell } from "./role-cell";

interface InvitationRowProps {
  invitation: Invitation;
  asOf: string;
  isMailed: boolean;
  actorRole: Role;
  /** The promises reject when the server refuses the change. */
  onChangeRole: (role: Role) => Promise<unknown>;
  onRenew: () => Promise<unknown>;
  onRevoke: () => Promise<unknown>;
}

/** A row with one pending invitation and the controls that the signed-in person's role allows. */
export function InvitationRow(props: InvitationRowProps) {
  const { invitation, asOf, isMailed, actorRole, onChangeRole, onRenew, onRevoke } = props;
  const { email, role, inviter } = invitation;
  const [isRevoking, setIsRevoking] = useState(false);
  const { isPending, problem, attempt } = useAttempt();
  const renewal = isMailed ? "Send again" : "New link";

  return (
    <Row>
      <RowHeader className="wrap-anywhere">{email}</RowHeader>
      <RoleCell email={email} role={role} actorRole={actorRole} onChangeRole={onChangeRole} />
      <Cell className={classNames("wrap-anywhere text-muted", !inviter && "@max-2xl/table:hidden")}>
        {inviter && <Unit>by </Unit>}
        <span title={inviter?.email}>{inviter?.name ?? UNKNOWN}</span>
      </Cell>
      <Cell className="text-muted">
        <Validity invitation={invitation} asOf={asOf} />
      </Cell>
      <Cell align="right" phone="full">
        {canManage(actorRole, role) && (
          <span className="inline-flex flex-wrap justify-end gap-2">
            <Button
              aria-label={`${renewal} for ${email}`}
              disabled={isPending}
              onClick={() => void attempt(onRenew)}
            >
              {renewal}
            </Button>
            <Button
              variant="danger"
              aria-label={`Revoke the invitation of ${email}`}
              onClick={() => setIsRevoking(true)}
            >
              Revoke
            </Button>
          </span>
        )}
        {problem && (
          <p role="alert" className="mt-1 text-danger text-xs">
            {problem}
          </p>
        )}
        {isRevoking && (
          <ConfirmDialog
            title="Revoke an invitation"
            action="Revoke"
            pendingAction="Revoking…"
            onConfirm={onRevoke}
            onClose={() => setIsRevoking(false)}
          >
            The link of {email} will no longer work. You can invite the address again.
          </ConfirmDialog>
        )}
      </Cell>
    </Row>
  );
}

/** Until when the link is valid. An invitation of an earlier version has no link until somebody asks for one. */
function Validity({ invitation, asOf }: Pick<InvitationRowProps, "invitation" | "asOf">) {
  const { expiresAt, isExpired } = invitation;
  if (expiresAt === null) return <Badge>No link yet</Badge>;
  if (isExpired) return <Badge tone="warning">Expired</Badge>;
  return (
    <>
      <Unit>until </Unit>
      <Instant at={expiresAt} asOf={asOf} />
    </>
  );
}
