import type { Role } from "@ai-cost/domain";
import { Card, CardHeader } from "@/components/layout/card";
import { type Column, Table } from "@/components/table/table";
import type { PendingInvitations } from "../outputs";
import { InvitationRow } from "./invitation-row";

interface InvitationTableProps {
  pending: PendingInvitations;
  /** The role of the signed-in person, which decides which controls are shown. */
  actorRole: Role;
  /** The promises reject when the server refuses the change. */
  onChangeRole: (email: string, role: Role) => Promise<unknown>;
  onRenew: (email: string) => Promise<unknown>;
  onRevoke: (email: string) => Promise<unknown>;
}

const COLUMNS: readonly Column[] = [
  { label: "E-mail" },
  { label: "Role" },
  { label: "Invited by" },
  { label: "Link valid until, UTC" },
  { label: "Actions", hidden: true },
];

/** The invitations without an answer. Renders nothing when there are none. */
export function InvitationTable({ pending, actorRole, ...actions }: InvitationTableProps) {
  const { invitations, asOf, isMailed } = pending;
  if (invitations.length === 0) return null;
  return (
    <Card aria-labelledby="pending-invitations" className="overflow-hidden">
      <CardHeader titleId="pending-invitations" title="Pending invitations" />
      <Table caption="Invitations without an answer, by address" columns={COLUMNS}>
        {invitations.map((invitation) => (
          <InvitationRow
            key={invitation.email}
            invitation={invitation}
            asOf={asOf}
            isMailed={isMailed}
            actorRole={actorRole}
            onChangeRole={(role) => actions.onChangeRole(invitation.email, role)}
            onRenew={() => actions.onRenew(invitation.email)}
            onRevoke={() => actions.onRevoke(invitation.email)}
          />
        ))}
      </Table>
    </Card>
  );
}
