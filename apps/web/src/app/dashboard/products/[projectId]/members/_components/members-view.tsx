import type { Role } from "@ai-cost/domain";
import { useState } from "react";
import { Card, CardHeader } from "@/components/layout/card";
import type { InvitationLink, Member, PendingInvitations } from "../outputs";
import { InvitationTable } from "./invitation-table";
import { InviteMember } from "./invite-member";
import { MadeLink } from "./made-link";
import { MemberTable } from "./member-table";
import { isOnlyOwner } from "./only-owner";

interface MembersViewProps {
  projectName: string;
  members: readonly Member[];
  pending: PendingInvitations;
  /** All promises reject when the server refuses the change. */
  onInvite: (email: string, role: Role) => Promise<InvitationLink>;
  onRenew: (email: string) => Promise<InvitationLink>;
  onChangeInvitedRole: (email: string, role: Role) => Promise<unknown>;
  onRevoke: (email: string) => Promise<unknown>;
  onChangeRole: (email: string, role: Role) => Promise<unknown>;
  /** Removes a member. The signed-in person leaves. */
  onRemove: (member: Member) => Promise<unknown>;
}

/** The members and invitations of a product, with the controls that the signed-in person's role allows. */
export function MembersView({ projectName, members, pending, ...actions }: MembersViewProps) {
  const [made, setMade] = useState<InvitationLink | null>(null);
  const actorRole = members.find(({ isYou }) => isYou)?.role ?? "member";
  const { asOf, isMailed } = pending;
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="font-semibold text-2xl">Members</h1>
        <p className="wrap-anywhere text-muted">
          Everyone here can see what {projectName} costs. Owners and admins set its budget.
        </p>
      </header>
      {actorRole === "member" ? (
        <p className="text-muted">Only owners and admins can invite and remove members.</p>
      ) : (
        <InviteMember
          actorRole={actorRole}
          isMailed={isMailed}
          onInvite={async (email, role) => setMade(await actions.onInvite(email, role))}
        />
      )}
      {made && <MadeLink made={made} asOf={asOf} onHide={() => setMade(null)} />}
      <InvitationTable
        pending={pending}
        actorRole={actorRole}
        onChangeRole={actions.onChangeInvitedRole}
        onRenew={async (email) => setMade(await actions.onRenew(email))}
        onRevoke={async (email) => {
          await actions.onRevoke(email);
          if (made?.email === email) setMade(null);
        }}
      />
      <Card aria-labelledby="members" className="overflow-hidden">
        <CardHeader titleId="members" title="People" />
        <MemberTable
          members={members}
          actorRole={actorRole}
          onChangeRole={actions.onChangeRole}
          onRemove={actions.onRemove}
        />
      </Card>
      {actorRole === "admin" && (
        <p className="text-muted text-sm">
          Only owners can invite, change or remove owners and admins.
        </p>
      )}
      {isOnlyOwner(members) && (
        <p className="text-muted text-sm">
          You are the only owner. To leave, make another member an owner first.
        </p>
      )}
    </div>
  );
}
