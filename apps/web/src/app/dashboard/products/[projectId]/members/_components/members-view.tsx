import type { Role } from "@ai-cost/domain";
import { Card, CardHeader } from "@/components/layout/card";
import { AddMember } from "./add-member";
import { MemberTable, type MemberTableProps } from "./member-table";

interface MembersViewProps extends Omit<MemberTableProps, "actorRole"> {
  projectName: string;
  /**
   * Adds a member. The promise resolves with the role that the address now has: an address that is
   * already a member keeps its role.
   */
  onAdd: (email: string, role: Role) => Promise<{ email: string; role: Role | null }>;
}

/** The members of a product, with the controls that the signed-in person's role allows. */
export function MembersView({ projectName, onAdd, ...table }: MembersViewProps) {
  const actorRole = table.members.find(({ isYou }) => isYou)?.role ?? "member";
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="font-semibold text-2xl">Members</h1>
        <p className="wrap-anywhere text-muted">
          Everyone here can see what {projectName} costs. Owners and admins set its budget.
        </p>
      </header>
      {actorRole === "member" ? (
        <p className="text-muted">Only owners and admins can add and remove members.</p>
      ) : (
        <AddMember actorRole={actorRole} onAdd={onAdd} />
      )}
      <Card aria-labelledby="members" className="overflow-hidden">
        <CardHeader titleId="members" title="People" />
        <MemberTable {...table} actorRole={actorRole} />
      </Card>
      {actorRole === "admin" && (
        <p className="text-muted text-sm">
          Only owners can add, change or remove owners and admins.
        </p>
      )}
    </div>
  );
}
