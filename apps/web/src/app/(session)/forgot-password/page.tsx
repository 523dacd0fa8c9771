import type { Metadata } from "next";
import Link from "next/link";
import { Snippet } from "@/components/snippet/snippet";
import { mailer } from "@/server/mailer";
import { ForgotPasswordForm } from "./forgot-password-form";
import { requestReset } from "./request-reset";

export const metadata: Metadata = { title: "Forgot password" };

const COMMAND = "npm run accounts -- reset-password --email you@example.com";

export default function ForgotPasswordPage() {
  return (
    <>
      <h1 className="font-semibold text-2xl">Forgot password</h1>
      {mailer() === null ? <AskOperator /> : <ForgotPasswordForm requestReset={requestReset} />}
      <p className="text-muted text-sm">
        Remembered it?{" "}
        <Link href="/sign-in" className="text-accent underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </>
  );
}

/** What a person does where the server sends no e-mail. */
function AskOperator() {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        This installation sends no e-mail. Ask its operator to run this command with your address.
        It prints a new password for you.
      </p>
      <Snippet label="On the server" text={COMMAND} />
    </div>
  );
}
