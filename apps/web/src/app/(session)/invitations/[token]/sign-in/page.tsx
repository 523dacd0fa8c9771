import type { Metadata } from "next";
import { signIn } from "../../../sign-in/sign-in";
import { SignInForm } from "../../../sign-in/sign-in-form";
import { InvitedPage } from "../invited-page";

export const metadata: Metadata = { title: "Sign in" };

interface InvitedSignInPageProps {
  params: Promise<{ token: string }>;
}

/** The sign-in page of an invited person. */
export default async function InvitedSignInPage({ params }: InvitedSignInPageProps) {
  const { token } = await params;
  return (
    <InvitedPage
      token={token}
      title="Sign in"
      other={{ question: "No account yet?", action: "Create one", segment: "sign-up" }}
      form={({ email, path }) => <SignInForm signIn={signIn} next={path} fixedEmail={email} />}
    />
  );
}
