import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/theme/theme";
import { Brand } from "./brand";

/** The frame of the pages for people who are not signed in. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Brand />
        <ThemeToggle />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-96 flex-col gap-6 px-4 py-8 outline-none sm:pt-16"
      >
        {children}
      </main>
    </div>
  );
}
