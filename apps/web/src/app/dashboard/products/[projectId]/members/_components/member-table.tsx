import type { Role } from "@ai-cost/domain";
import { type Column, Table } from "@/components/table/table";
import type { Member } from "../outputs";
import { MemberRow } from "./member-row";
import { isOnlyOwner } from "./only-owner";

interface MemberTableProps {
  members: readonly Member[];
  /** The role of the signed-in person, which decides which controls are shown. */
  actorRole: Role;
  /** Both promises reject when the server refuses the change. */
  onChangeRole: (email: string, role: Role) => Promise<unknown>;
  onRemove: (member: Member) => Promise<unknown>;
}

const COLUMNS: readonly Column[] = [
  { label: "E-mail" },
  { label: "Role" },
  { label: "Actions", hidden: true },
];

export function MemberTable({ members, actorRole, onChangeRole, onRemove }: MemberTableProps) {
  return (
    <Table caption="Members, owners first" columns={COLUMNS}>
      {members.map((member) => (
        <MemberRow
          key={member.email}
          member={member}
          actorRole={actorRole}
          mayLeave={!isOnlyOwner(members)}
          onChangeRole={(role) => onChangeRole(member.email, role)}
          onRemove={() => onRemove(member)}
        />
      ))}
    </Table>
  );
}
