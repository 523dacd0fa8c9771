import type { Metadata } from "next";
import Link from "next/link";
import { Button, buttonLook } from "@/components/form/button";
import { pageContext } from "@/trpc/server";
import { signOut } from "../../sign-out/sign-out";
import { answerInvitation } from "./answer";
import { AnswerForm } from "./answer-form";
import { InvitationSummary } from "./invitation-summary";
import { openInvitationPage } from "./open-invitation";
import { WaitNotice } from "./wait-notice";

export const metadata: Metadata = { title: "Invitation" };

interface InvitationPageProps {
  params: Promise<{ token: string }>;
}

/**
 * The page of an invitation's link. Opening it changes nothing, so that programs that check the links of
 * an e-mail accept and decline nothing.
 */
export default async function InvitationPage({ params }: InvitationPageProps) {
  const { token } = await params;
  const opened = await openInvitationPage(token);
  if ("problem" in opened) return <WaitNotice problem={opened.problem} />;
  const { invitation } = opened;
  const { user, now } = await pageContext();
  const path = `/invitations/${token}`;
  const answerForm = (mayAccept: boolean) => (
    <AnswerForm answer={answerInvitation} token={token} mayAccept={mayAccept} />
  );
  return (
    <>
      <InvitationSummary invitation={invitation} asOf={now.toISOString()} />
      {invitation.viewer === "signed-out" && (
        <>
          <SignInLinks path={path} />
          {answerForm(false)}
        </>
      )}
      {invitation.viewer === "somebody-else" && (
        <OtherAccount email={user?.email ?? ""} invitedEmail={invitation.email} path={path} />
      )}
      {invitation.viewer === "invited" && answerForm(true)}
      {invitation.viewer === "member" && <AlreadyMember projectId={invitation.project.id} />}
    </>
  );
}

/** The ways to a session of the invited address. They are the same whether the address has an account. */
function SignInLinks({ path }: { path: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted text-sm">To accept, use the account of this address:</p>
      <Link
        href={`${path}/sign-in`}
        prefetch={false}
        className={buttonLook({ variant: "primary", size: "large" })}
      >
        Sign in
      </Link>
      <Link href={`${path}/sign-up`} prefetch={false} className={buttonLook({ size: "large" })}>
        Create an account
      </Link>
    </div>
  );
}

interface OtherAccountProps {
  email: string;
  invitedEmail: string;
  path: string;
}

function OtherAccount({ email, invitedEmail, path }: OtherAccountProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="wrap-anywhere text-muted">
        You are signed in as <span className="text-ink">{email}</span>. Only{" "}
        <span className="text-ink">{invitedEmail}</span> can accept this invitation.
      </p>
      <form action={signOut} className="flex flex-wrap gap-2">
        <input type="hidden" name="next" value={path} />
        <Button type="submit" variant="primary" size="large">
          Sign out
        </Button>
        <Link href="/dashboard" className={buttonLook({ size: "large" })}>
          Stay signed in
        </Link>
      </form>
    </div>
  );
}

function AlreadyMember({ projectId }: { projectId: string }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-muted">You are already a member of this product.</p>
      <Link
        href={`/dashboard/products/${projectId}`}
        className={buttonLook({ variant: "primary", size: "large" })}
      >
        Open the product
      </Link>
    </div>
  );
}
