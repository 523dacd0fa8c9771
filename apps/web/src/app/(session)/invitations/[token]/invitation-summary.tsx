import type { ShownInvitation } from "@ai-cost/api";
import type { Role } from "@ai-cost/domain";
import { Instant } from "@/components/figure/instant";

const ROLES: Readonly<Record<Role, string>> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
};

interface InvitationSummaryProps {
  invitation: ShownInvitation;
  asOf: string;
}

/** What an invitation says: the product, the inviter, the role, the invited address and its last moment. */
export function InvitationSummary({ invitation, asOf }: InvitationSummaryProps) {
  const { project, inviter, role, email, expiresAt } = invitation;
  return (
    <div className="flex flex-col gap-3">
      <h1 className="wrap-anywhere font-semibold text-2xl">
        You are invited to <bdi>{project.name}</bdi>
      </h1>
      <p className="wrap-anywhere text-muted">
        {inviter ? (
          <>
            <bdi className="text-ink">{inviter.name}</bdi> (<bdi>{inviter.email}</bdi>) invites you
          </>
        ) : (
          "You are invited"
        )}{" "}
        as {ROLES[role]} to see what this product spends on AI.
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-muted">For</dt>
        <dd className="wrap-anywhere">{email}</dd>
        <dt className="text-muted">Valid until</dt>
        <dd>
          <Instant at={expiresAt.toISOString()} asOf={asOf} /> UTC
        </dd>
      </dl>
    </div>
  );
}
