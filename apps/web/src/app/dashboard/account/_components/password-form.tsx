"use client";

import { useActionState, useEffect } from "react";
import { Button } from "@/components/form/button";
import { NewPasswordField } from "@/components/form/new-password-field";
import { PasswordField } from "@/components/form/password-field";
import { ProblemNote } from "@/components/form/problem-note";
import type { ChangePasswordState } from "../change-password";

export interface PasswordFormProps {
  /** The server action that receives the form. The form also works without JavaScript. */
  changePassword: (state: ChangePasswordState, form: FormData) => Promise<ChangePasswordState>;
  minPasswordLength: number;
  /** The address with which a password manager stores the new password. */
  email: string;
  /** Called after each change, which has ended the person's other sessions. */
  onChanged: () => void;
}

/** A form that changes the password. A wrong current password leaves both fields as they are. */
export function PasswordForm({
  changePassword,
  minPasswordLength,
  email,
  onChanged,
}: PasswordFormProps) {
  const [{ changes, problem }, action, isPending] = useActionState(changePassword, {
    changes: 0,
    problem: null,
  });
  useEffect(() => {
    if (changes > 0) onChanged();
  }, [changes]);

  return (
    <form action={action} className="flex flex-col gap-2 p-4">
      {problem && <ProblemNote problem={problem} />}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      {/* The key empties the fields after a change. */}
      <div key={changes} className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <PasswordField
          label="Current password"
          name="currentPassword"
          autoComplete="current-password"
          required
        />
        <NewPasswordField name="newPassword" minLength={minPasswordLength} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="large" disabled={isPending}>
          {isPending ? "Changing…" : "Change password"}
        </Button>
        <p className="text-muted text-sm">This signs you out everywhere else.</p>
      </div>
      <p role="status" className="text-sm empty:hidden">
        {changes > 0 && problem === null
          ? "Your password is changed. Your other sessions have ended."
          : ""}
      </p>
    </form>
  );
}
