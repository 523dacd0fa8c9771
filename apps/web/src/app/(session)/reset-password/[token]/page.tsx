import { findResetAccount, MIN_PASSWORD_LENGTH } from "@ai-cost/auth";
import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/components/form/button";
import { database } from "@/server/database";
import { resetPassword } from "./reset-password";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "Choose a new password" };

interface ResetPasswordPageProps {
  params: Promise<{ token: string }>;
}

/** Opening this page does not use its link up, because mail scanners open every link; its form does. */
export default async function ResetPasswordPage({ params }: ResetPasswordPageProps) {
  const { token } = await params;
  const account = await findResetAccount(database().db, token, new Date());
  if (!account) return <InvalidLink />;
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">Choose a new password</h1>
        <p className="text-muted">
          For the account <span className="wrap-anywhere text-ink">{account.email}</span>. This
          signs you out everywhere.
        </p>
      </div>
      <ResetPasswordForm
        resetPassword={resetPassword}
        token={token}
        email={account.email}
        minPasswordLength={MIN_PASSWORD_LENGTH}
      />
    </>
  );
}

/** The same for a link that was used or has expired and for one that never existed. */
function InvalidLink() {
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">This link is no longer valid</h1>
        <p className="text-muted">
          A link to choose a new password is valid for one hour and can be used once.
        </p>
      </div>
      <Link href="/forgot-password" className={buttonLook({ variant: "primary", size: "large" })}>
        Request a new link
      </Link>
    </>
  );
}
