import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/theme/theme";
import { PersonMenu } from "./person-menu";

interface AppFrameProps {
  person: { name: string; email: string };
  breadcrumb: ReactNode;
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
            {breadcrumb}
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
