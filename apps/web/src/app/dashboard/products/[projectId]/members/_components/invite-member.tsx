"use client";

import { canManage, ROLES, type Role } from "@ai-cost/domain";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { Card, CardHeader } from "@/components/layout/card";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";
import { RoleSelect } from "./role-select";

interface InviteMemberProps {
  actorRole: Role;
  /** Whether invitations are sent by e-mail. */
  isMailed: boolean;
  /** Invites the address. The promise rejects when the server refuses. */
  onInvite: (email: string, role: Role) => Promise<unknown>;
}

/** A form that invites an email address with a role. It does not reveal whether the address has an account. */
export function InviteMember({ actorRole, isMailed, onInvite }: InviteMemberProps) {
  const form = useRef<HTMLFormElement>(null);
  const [role, setRole] = useState<Role>("member");
  const { isPending, problem, attempt } = useAttempt();
  const roles = ROLES.filter((candidate) => canManage(actorRole, candidate));

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), "email");
    if (await attempt(() => onInvite(email, role))) form.current?.reset();
  }

  return (
    <Card aria-labelledby="invite-member">
      <CardHeader titleId="invite-member" title="Invite someone" />
      <form ref={form} onSubmit={submit} className="flex flex-wrap items-start gap-3 p-4">
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="off"
          hint={
            isMailed
              ? "They get an e-mail with a link and become a member when they accept."
              : "You get a link to send to them. They become a member when they accept."
          }
          error={problem ?? undefined}
          className="min-w-56 flex-1"
          required
        />
        <RoleSelect label="Role" isLabelShown roles={roles} value={role} onChange={setRole} />
        <Button type="submit" variant="primary" size="large" className="mt-6" disabled={isPending}>
          {isPending ? "Inviting…" : "Invite"}
        </Button>
      </form>
    </Card>
  );
}
