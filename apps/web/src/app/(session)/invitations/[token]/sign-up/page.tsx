import { MIN_PASSWORD_LENGTH } from "@ai-cost/auth";
import type { Metadata } from "next";
import { signUp } from "../../../sign-up/sign-up";
import { SignUpForm } from "../../../sign-up/sign-up-form";
import { InvitedPage } from "../invited-page";

export const metadata: Metadata = { title: "Create an account" };

interface InvitedSignUpPageProps {
  params: Promise<{ token: string }>;
}

/** The sign-up page of an invited person, also where sign-up is closed. */
export default async function InvitedSignUpPage({ params }: InvitedSignUpPageProps) {
  const { token } = await params;
  return (
    <InvitedPage
      token={token}
      title="Create an account"
      other={{ question: "Have an account?", action: "Sign in", segment: "sign-in" }}
      form={({ email }) => (
        <SignUpForm
          signUp={signUp}
          needsCode={false}
          minPasswordLength={MIN_PASSWORD_LENGTH}
          invitation={{ token, email }}
        />
      )}
    />
  );
}
