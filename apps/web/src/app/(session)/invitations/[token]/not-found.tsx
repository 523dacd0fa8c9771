import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/components/form/button";

export const metadata: Metadata = { title: "Invitation not valid" };

/** The page for every token that is not valid, whether it was used, declined, revoked, replaced or expired, or never existed. */
export default function InvitationNotFound() {
  return (
    <>
      <h1 className="font-semibold text-2xl">This invitation is not valid</h1>
      <p className="text-muted">
        Its link may have been used, replaced by a newer one or revoked, or it may be more than
        seven days old. Ask the person who invited you for a new link.
      </p>
      <p className="text-muted">
        If you already accepted it, the product is in your list of products.
      </p>
      <Link href="/dashboard" className={buttonLook({ variant: "primary", size: "large" })}>
        Go to your products
      </Link>
    </>
  );
}
