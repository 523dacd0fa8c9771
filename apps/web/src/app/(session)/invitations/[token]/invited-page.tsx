import Link from "next/link";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { openInvitationPage } from "./open-invitation";
import { WaitNotice } from "./wait-notice";

interface InvitedPageProps {
  token: string;
  title: string;
  /** The other way to go on, which is a page of the invitation. */
  other: { question: string; action: string; segment: "sign-in" | "sign-up" };
  form: (invitation: { email: string; path: string }) => ReactNode;
}

/** A page on which an invited person signs in or creates an account, and then returns to the invitation. */
export async function InvitedPage({ token, title, other, form }: InvitedPageProps) {
  const path = `/invitations/${token}`;
  const opened = await openInvitationPage(token);
  if ("problem" in opened) return <WaitNotice problem={opened.problem} />;
  const { email, project, viewer } = opened.invitation;
  if (viewer !== "signed-out") redirect(path);
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">{title}</h1>
        <p className="wrap-anywhere text-muted">
          Then you can accept the invitation to <bdi>{project.name}</bdi>.
        </p>
      </div>
      {form({ email, path })}
      <p className="text-muted text-sm">
        {other.question}{" "}
        <Link
          href={`${path}/${other.segment}`}
          prefetch={false}
          className="text-accent underline underline-offset-2"
        >
          {other.action}
        </Link>
      </p>
    </>
  );
}
