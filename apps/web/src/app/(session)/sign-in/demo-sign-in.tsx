"use client";

import { useActionState } from "react";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import type { SignInState } from "./sign-in";

interface DemoSignInProps {
  signIn: (state: SignInState, form: FormData) => Promise<SignInState>;
  people: readonly { email: string }[];
  password: string;
  next: string;
}

/** The role of a demo person, which is the part of the address before the `@`: `owner@example.com` → `owner`. */
const roleOf = (email: string): string => email.slice(0, email.indexOf("@"));

/** A form with one button for each demo person, who signs in with one click. */
export function DemoSignIn({ signIn, people, password, next }: DemoSignInProps) {
  const [{ problem }, action, isPending] = useActionState(signIn, { email: "", problem: null });
  return (
    <form action={action} className="flex flex-col gap-2">
      {problem && <ProblemNote problem={problem} />}
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="password" value={password} />
      {people.map(({ email }, index) => (
        <Button
          key={email}
          type="submit"
          name="email"
          value={email}
          size="large"
          variant={index === 0 ? "primary" : "secondary"}
          disabled={isPending}
        >
          Continue as {roleOf(email)}
        </Button>
      ))}
    </form>
  );
}
