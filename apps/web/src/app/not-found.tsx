import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/components/form/button";

export const metadata: Metadata = { title: "Not found" };

/** The 404 page. It is the same for a page that does not exist and for one that the person may not see. */
export default function NotFound() {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-4 outline-none"
    >
      <p className="text-muted text-sm">404</p>
      <h1 className="font-semibold text-2xl">Page not found</h1>
      <p className="text-muted">
        The address may be wrong, or it belongs to a product that you are not a member of. An owner
        of the product can invite you.
      </p>
      <Link href="/dashboard" className={buttonLook({ variant: "primary", size: "large" })}>
        Go to your products
      </Link>
    </main>
  );
}
