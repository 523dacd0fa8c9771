"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/form/button";

/** The sidebar on a narrow screen: a button opens it over the page, and choosing a page closes it. */
export function SidebarDrawer({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();
  useEffect(() => dialog.current?.close(), [pathname]);
  const close = () => dialog.current?.close();
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label="Open navigation"
        className="-ml-2 md:hidden"
        onClick={() => dialog.current?.showModal()}
      >
        <Menu aria-hidden="true" className="size-4" />
      </Button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click outside the drawer is a shortcut; Escape and the close button do the same by keyboard. */}
      <dialog
        ref={dialog}
        aria-label="Navigation"
        onClick={(event) => event.target === event.currentTarget && close()}
        className="m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r bg-surface text-ink"
      >
        <div className="flex justify-end px-3 pt-3">
          <Button variant="quiet" size="icon" aria-label="Close navigation" onClick={close}>
            <X aria-hidden="true" className="size-4" />
          </Button>
        </div>
        {children}
      </dialog>
    </>
  );
}
