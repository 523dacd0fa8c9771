import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signIn } from "../../../sign-in/sign-in";
import { SignInForm } from "../../../sign-in/sign-in-form";
import { openInvitationPage } from "../open-invitation";
import { WaitNotice } from "../wait-notice";

export const metadata: Metadata = { title: "Sign in" };

interface InvitedSignInPageProps {
  params: Promise<{ token: string }>;
}

/** The sign-in page of an invited person, who then returns to the invitation. */
export default async function InvitedSignInPage({ params }: InvitedSignInPageProps) {
  const { token } = await params;
  const path = `/invitations/${token}`;
  const opened = await openInvitationPage(token);
  if ("problem" in opened) return <WaitNotice problem={opened.problem} />;
  const { email, project, viewer } = opened.invitation;
  if (viewer !== "signed-out") redirect(path);
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">Sign in</h1>
        <p className="wrap-anywhere text-muted">
          Then you can accept the invitation to <bdi>{project.name}</bdi>.
        </p>
      </div>
      <SignInForm signIn={signIn} next={path} fixedEmail={email} />
      <p className="text-muted text-sm">
        No account yet?{" "}
        <Link
          href={`${path}/sign-up`}
          prefetch={false}
          className="text-accent underline underline-offset-2"
        >
          Create one
        </Link>
      </p>
    </>
  );
}
