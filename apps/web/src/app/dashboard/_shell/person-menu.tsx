import { ChevronDown, CircleUser } from "lucide-react";
import Link from "next/link";
import { signOut } from "@/app/(session)/sign-out/sign-out";
import { Button, buttonLook } from "@/components/form/button";

const MENU_ID = "person-menu";
const ANCHOR = `--${MENU_ID}`;

/**
 * The name and address of the signed-in person, and a button to sign out. The menu is a native
 * popover, so the browser manages its focus.
 */
export function PersonMenu({ person }: { person: { name: string; email: string } }) {
  return (
    <>
      <button
        type="button"
        popoverTarget={MENU_ID}
        style={{ anchorName: ANCHOR }}
        className={buttonLook({ variant: "quiet" })}
        aria-label={`Account of ${person.name}`}
      >
        <CircleUser aria-hidden="true" className="size-4 sm:hidden" />
        <span className="max-w-40 truncate max-sm:hidden">{person.name}</span>
        <ChevronDown aria-hidden="true" className="size-4" />
      </button>
      <div
        id={MENU_ID}
        popover="auto"
        style={{ positionAnchor: ANCHOR }}
        className="fixed inset-auto top-13 right-4 m-0 w-64 max-w-[calc(100vw-2rem)] supports-[right:anchor(right)]:right-[anchor(right)] rounded-base border bg-surface p-4 text-ink shadow-float"
      >
        <p className="truncate font-medium">{person.name}</p>
        <p className="mb-3 truncate text-muted text-sm">{person.email}</p>
        <Link href="/dashboard/account" className={`${buttonLook()} mb-2 w-full`}>
          Account
        </Link>
        <form action={signOut}>
          <Button type="submit" className="w-full">
            Sign out
          </Button>
        </form>
      </div>
    </>
  );
}
