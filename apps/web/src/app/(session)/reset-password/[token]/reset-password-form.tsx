"use client";

import { useActionState } from "react";
import { Button } from "@/components/form/button";
import { NewPasswordField } from "@/components/form/new-password-field";
import { ProblemNote } from "@/components/form/problem-note";
import type { ResetPasswordState } from "./reset-password";

interface ResetPasswordFormProps {
  /** The server action that receives the form. The form also works without JavaScript. */
  resetPassword: (state: ResetPasswordState, form: FormData) => Promise<ResetPasswordState>;
  token: string;
  /** The account's address, with which a password manager stores the new password. */
  email: string;
  minPasswordLength: number;
}

export function ResetPasswordForm({
  resetPassword,
  token,
  email,
  minPasswordLength,
}: ResetPasswordFormProps) {
  const [{ problem }, action, isPending] = useActionState(resetPassword, { problem: null });
  return (
    <form action={action} className="flex flex-col gap-2">
      {problem && <ProblemNote problem={problem} />}
      <input type="hidden" name="token" value={token} />
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <NewPasswordField name="password" minLength={minPasswordLength} />
      <Button type="submit" variant="primary" size="large" disabled={isPending}>
        {isPending ? "Saving…" : "Save password"}
      </Button>
    </form>
  );
}
