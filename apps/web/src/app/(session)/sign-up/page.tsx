import { MIN_PASSWORD_LENGTH, signUpState } from "@ai-cost/auth";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { environment } from "@/env";
import { database } from "@/server/database";
import { pageContext } from "@/trpc/server";
import { signUp } from "./sign-up";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

const TEXTS = {
  "first-account": {
    title: "Create the first account",
    text: "This installation is new. Use the code that its server printed to create the first account.",
  },
  open: { title: "Create an account", text: null },
  closed: {
    title: "Sign-up is closed",
    text: "The operator of this installation creates accounts. Ask them for one.",
  },
} as const;

export default async function SignUpPage() {
  const { user } = await pageContext();
  if (user) redirect("/dashboard");
  const { allowSignUp } = environment();
  const state = await signUpState(database().db, { allowSignUp });
  const { title, text } = TEXTS[state];
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">{title}</h1>
        {text && <p className="text-muted">{text}</p>}
      </div>
      {state !== "closed" && (
        <SignUpForm
          signUp={signUp}
          needsCode={state === "first-account"}
          minPasswordLength={MIN_PASSWORD_LENGTH}
        />
      )}
      {state !== "first-account" && (
        <p className="text-muted text-sm">
          Have an account?{" "}
          <Link href="/sign-in" className="text-accent underline underline-offset-2">
            Sign in
          </Link>
        </p>
      )}
    </>
  );
}
