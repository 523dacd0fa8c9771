"use client";

import { useActionState } from "react";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { PasswordField } from "@/components/form/password-field";
import { ProblemNote } from "@/components/form/problem-note";
import type { SignInState } from "./sign-in";

interface SignInFormProps {
  /** The server action that receives the form. The form also works without JavaScript. */
  signIn: (state: SignInState, form: FormData) => Promise<SignInState>;
  /** The path to open after signing in. */
  next: string;
  /** The address that signs in, which the person cannot change. Without it, the person enters one. */
  fixedEmail?: string;
}

export function SignInForm({ signIn, next, fixedEmail }: SignInFormProps) {
  const [{ email, problem }, action, isPending] = useActionState(signIn, {
    email: "",
    problem: null,
  });
  return (
    <form action={action} className="flex flex-col gap-2">
      {problem && <ProblemNote problem={problem} />}
      <input type="hidden" name="next" value={next} />
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={fixedEmail ?? email}
        readOnly={fixedEmail !== undefined}
        required
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <Button type="submit" variant="primary" size="large" disabled={isPending}>
        {isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
