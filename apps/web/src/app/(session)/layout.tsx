import { Coins } from "lucide-react";
import type { ReactNode } from "react";
import { ThemeToggle } from "@/components/theme/theme";

/** The layout of the sign-in, sign-up, sign-out and invitation pages. */
export default function SessionLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <span className="flex items-center gap-2 font-semibold">
          <Coins aria-hidden="true" className="size-4 text-accent" />
          AI Cost &amp; Budget
        </span>
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
