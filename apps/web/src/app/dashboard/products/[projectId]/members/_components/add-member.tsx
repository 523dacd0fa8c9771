"use client";

import { canManage, ROLES, type Role } from "@ai-cost/domain";
import { type FormEvent, useRef, useState } from "react";
import { roleLabel } from "@/app/dashboard/_labels/role-badge";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { Card, CardHeader } from "@/components/layout/card";
import { formText } from "@/lib/form-text";
import { useAttempt } from "@/trpc/use-attempt";
import { RoleSelect } from "./role-select";

interface AddMemberProps {
  actorRole: Role;
  onAdd: (email: string, role: Role) => Promise<{ email: string; role: Role | null }>;
}

/** A form that adds an email address with a role. It does not reveal whether the address has an account. */
export function AddMember({ actorRole, onAdd }: AddMemberProps) {
  const form = useRef<HTMLFormElement>(null);
  const [role, setRole] = useState<Role>("member");
  const [added, setAdded] = useState<string | null>(null);
  const { isPending, problem, attempt } = useAttempt();
  const roles = ROLES.filter((candidate) => canManage(actorRole, candidate));

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), "email");
    setAdded(null);
    await attempt(async () => {
      const listed = await onAdd(email, role);
      form.current?.reset();
      setAdded(`${listed.email} is listed as ${roleLabel(listed.role ?? role).toLowerCase()}.`);
    });
  }

  return (
    <Card aria-labelledby="add-member">
      <CardHeader titleId="add-member" title="Add someone" />
      <form ref={form} onSubmit={submit} className="flex flex-wrap items-start gap-3 p-4">
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="off"
          hint="A person without an account gets access once they create one."
          error={problem ?? undefined}
          className="min-w-56 flex-1"
          required
        />
        <RoleSelect label="Role" isLabelShown roles={roles} value={role} onChange={setRole} />
        <Button type="submit" variant="primary" size="large" className="mt-6" disabled={isPending}>
          {isPending ? "Adding…" : "Add"}
        </Button>
        <p role="status" className="basis-full text-sm empty:hidden">
          {added}
        </p>
      </form>
    </Card>
  );
}
