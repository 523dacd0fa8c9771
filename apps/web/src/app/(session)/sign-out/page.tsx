import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Button, buttonLook } from "@/components/form/button";
import { pageContext } from "@/trpc/server";
import { signOut } from "./sign-out";

export const metadata: Metadata = { title: "Sign out" };

/** Opening this page does not end the session; its button does. */
export default async function SignOutPage() {
  const { user } = await pageContext();
  if (!user) redirect("/sign-in");
  return (
    <>
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">Sign out</h1>
        <p className="text-muted">
          You are signed in as <span className="wrap-anywhere text-ink">{user.email}</span>.
        </p>
      </div>
      <form action={signOut} className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="large">
          Sign out
        </Button>
        <Link href="/dashboard" className={buttonLook({ size: "large" })}>
          Stay signed in
        </Link>
      </form>
    </>
  );
}
