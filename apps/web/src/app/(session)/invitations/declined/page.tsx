import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/components/form/button";

export const metadata: Metadata = { title: "Invitation declined" };

/** What a person sees after declining. */
export default function DeclinedPage() {
  return (
    <>
      <h1 className="font-semibold text-2xl">You declined the invitation</h1>
      <p className="text-muted">
        Its link no longer works, and you are not a member. If that was a mistake, ask the person
        who invited you for a new link.
      </p>
      <Link href="/dashboard" className={buttonLook({ size: "large" })}>
        Go to your products
      </Link>
    </>
  );
}
