import Link from "next/link";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/form/button";

/** Says that a page does not exist. It is the same for a page that the person may not see. */
export function MissingPage({ children }: { children: ReactNode }) {
  return (
    <div className="flex max-w-md flex-col items-start gap-4 py-8 sm:py-16">
      <p className="text-muted text-sm">404</p>
      <h1 className="font-semibold text-2xl">Page not found</h1>
      <p className="text-muted">{children}</p>
      <Link href="/dashboard" className={buttonLook({ variant: "primary", size: "large" })}>
        Go to your products
      </Link>
    </div>
  );
}
