import { DEMO_PASSWORD, DEMO_PEOPLE, signUpState } from "@ai-cost/auth";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { environment } from "@/env";
import { database } from "@/server/database";
import { pageContext } from "@/trpc/server";

import { nextPath } from "../next-path";
import { DemoSignIn } from "./demo-sign-in";
import { PasswordChanged } from "./password-changed";
import { signIn } from "./sign-in";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[]; password?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next: requested, password } = await searchParams;
  const next = nextPath(requested);
  const { user } = await pageContext();
  if (user) redirect(next);
  const { isEmbedded, allowSignUp } = environment();
  const state = await signUpState(database().db, { allowSignUp });
  return (
    <>
      <h1 className="font-semibold text-2xl">Sign in</h1>
      {password === "changed" && <PasswordChanged />}
      {isEmbedded && (
        <section aria-labelledby="demo" className="flex flex-col gap-3">
          <h2 id="demo" className="text-muted text-sm">
            This is a demo. Sign in as one of these people:
          </h2>
          <DemoSignIn signIn={signIn} people={DEMO_PEOPLE} password={DEMO_PASSWORD} next={next} />
          <p className="mt-3 border-t pt-4 text-muted text-sm">Or sign in with your own account:</p>
        </section>
      )}
      <SignInForm signIn={signIn} next={next} />
      <p className="text-sm">
        <Link href="/forgot-password" className="text-accent underline underline-offset-2">
          Forgot password?
        </Link>
      </p>
      {state !== "closed" && (
        <p className="text-muted text-sm">
          {state === "open" ? "No account yet? " : "Nobody has an account here yet. "}
          <Link href="/sign-up" className="text-accent underline underline-offset-2">
            {state === "open" ? "Create one" : "Create the first one"}
          </Link>
        </p>
      )}
    </>
  );
}
