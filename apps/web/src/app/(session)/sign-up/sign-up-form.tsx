"use client";

import { useActionState } from "react";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { NewPasswordField } from "@/components/form/new-password-field";
import { ProblemNote } from "@/components/form/problem-note";
import type { SignUpState } from "./sign-up";

interface SignUpFormProps {
  /** The server action that receives the form. The form also works without JavaScript. */
  signUp: (state: SignUpState, form: FormData) => Promise<SignUpState>;
  /** Whether this creates the first account, which needs the code that the server printed at its start. */
  needsCode: boolean;
  minPasswordLength: number;
  /** The invitation with which the person signs up. Its address cannot be changed. */
  invitation?: { token: string; email: string };
}

export function SignUpForm(props: SignUpFormProps) {
  const { signUp, needsCode, minPasswordLength, invitation } = props;
  const [{ name, email, code, problem }, action, isPending] = useActionState(signUp, {
    name: "",
    email: "",
    code: "",
    problem: null,
  });
  return (
    <form action={action} className="flex flex-col gap-2">
      {problem && <ProblemNote problem={problem} />}
      {invitation && <input type="hidden" name="invitation" value={invitation.token} />}
      {needsCode && (
        <Field
          label="Code"
          name="code"
          autoComplete="off"
          spellCheck={false}
          hint="The server printed this code when it started."
          defaultValue={code}
          required
        />
      )}
      <Field label="Name" name="name" autoComplete="name" defaultValue={name} required />
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={invitation?.email ?? email}
        readOnly={invitation !== undefined}
        required
      />
      <NewPasswordField label="Password" name="password" minLength={minPasswordLength} />
      <Button type="submit" variant="primary" size="large" disabled={isPending}>
        {isPending ? "Creating the account…" : "Create account"}
      </Button>
    </form>
  );
}
