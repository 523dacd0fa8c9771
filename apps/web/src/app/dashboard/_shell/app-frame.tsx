import Link from "next/link";
import type { ReactNode } from "react";
import { Brand, Mark } from "@/app/brand";
import { classNames } from "@/components/class-names";
import { ThemeToggle } from "@/components/theme/theme";
import { PersonMenu } from "./person-menu";

interface AppFrameProps {
  person: { name: string; email: string };
  /** Absent on the page that lists all products, where the header has the name of the application. */
  breadcrumb?: ReactNode;
  /** The sidebar, which is visible on screens of at least 768 px. */
  sidebar?: ReactNode;
  /** The control that opens the sidebar on screens under 768 px. */
  menu?: ReactNode;
  children: ReactNode;
}

/** The frame of every signed-in page: sidebar, top bar and content. */
export function AppFrame({ person, breadcrumb, sidebar, menu, children }: AppFrameProps) {
  return (
    <div className="flex min-h-dvh">
      {sidebar && (
        <aside className="hidden w-60 shrink-0 border-r bg-surface md:block print:hidden">
          <div className="sticky top-0 h-dvh overflow-y-auto">{sidebar}</div>
        </aside>
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-10 border-b bg-canvas print:hidden">
          <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-2 px-4 sm:px-6">
            {menu}
            {breadcrumb ? (
              <>
                <Link
                  href="/dashboard"
                  aria-label="All products"
                  className={classNames(
                    "-ml-1 rounded-base p-1",
                    menu !== undefined && "max-md:hidden",
                  )}
                >
                  <Mark />
                </Link>
                {breadcrumb}
              </>
            ) : (
              <Brand />
            )}
            <div className="-mr-3 ml-auto flex shrink-0 items-center gap-1">
              <ThemeToggle />
              <PersonMenu person={person} />
            </div>
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl px-4 py-6 outline-none sm:px-6"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
