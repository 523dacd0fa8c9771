import { MIN_PASSWORD_LENGTH } from "@ai-cost/auth";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signUp } from "../../../sign-up/sign-up";
import { SignUpForm } from "../../../sign-up/sign-up-form";
import { openInvitationPage } from "../open-invitation";
import { WaitNotice } from "../wait-notice";

export const metadata: Metadata = { title: "Create an account" };

interface InvitedSignUpPageProps {
  params: Promise<{ token: string }>;
}

/** The sign-up page of an invited person, also where sign-up is closed. It leads back to the invitation. */
export default async function InvitedSignUpPage({ params }: InvitedSignUpPageProps) {
  const { token } = await params;
  const path = `/invitations/${token}`;
  const opened = await openInvitationPage(token);
  if ("problem" in opened) return <WaitNotice problem={opened.problem} />;
  const { email, project, viewer } = opened.invitation;
  if (viewer !== "signed-out") redirect(path);
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">Create an account</h1>
        <p className="wrap-anywhere text-muted">
          Then you can accept the invitation to <bdi>{project.name}</bdi>.
        </p>
      </div>
      <SignUpForm
        signUp={signUp}
        needsCode={false}
        minPasswordLength={MIN_PASSWORD_LENGTH}
        invitation={{ token, email }}
      />
      <p className="text-muted text-sm">
        Have an account?{" "}
        <Link
          href={`${path}/sign-in`}
          prefetch={false}
          className="text-accent underline underline-offset-2"
        >
          Sign in
        </Link>
      </p>
    </>
  );
}
