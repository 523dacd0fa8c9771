"use client";

import { MailCheck } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/form/button";
import { Field } from "@/components/form/field";
import { ProblemNote } from "@/components/form/problem-note";
import type { RequestResetState } from "./request-reset";

interface ForgotPasswordFormProps {
  /** The server action that receives the form. The form also works without JavaScript. */
  requestReset: (state: RequestResetState, form: FormData) => Promise<RequestResetState>;
}

export function ForgotPasswordForm({ requestReset }: ForgotPasswordFormProps) {
  const [{ email, isSent, problem }, action, isPending] = useActionState(requestReset, {
    email: "",
    isSent: false,
    problem: null,
  });
  if (isSent) return <Sent email={email} />;
  return (
    <form action={action} className="flex flex-col gap-2">
      <p className="mb-2 text-muted">
        Enter the address of your account. You get a message with a link to choose a new password.
      </p>
      {problem && <ProblemNote problem={problem} />}
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        required
      />
      <Button type="submit" variant="primary" size="large" disabled={isPending}>
        {isPending ? "Sending…" : "Send link"}
      </Button>
    </form>
  );
}

function Sent({ email }: { email: string }) {
  return (
    <div role="status" className="flex gap-3 rounded-base border p-4">
      <MailCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent" />
      <div className="flex min-w-0 flex-col gap-2">
        <p>
          If there is an account for <span className="wrap-anywhere font-medium">{email}</span>, a
          message is on its way. Its link is valid for one hour.
        </p>
        <p className="text-muted text-sm">
          No message after a few minutes? Check your spam folder and the address.
        </p>
      </div>
    </div>
  );
}
