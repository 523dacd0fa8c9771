import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { inter } from "@/components/theme/font";
import { ThemeScript } from "@/components/theme/theme-script";
import { REQUEST_NONCE } from "@/server/request-headers";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "AI Cost & Budget", template: "%s · AI Cost & Budget" },
  description: "What your agents cost, by project, by agent type and by pipeline run.",
  robots: { index: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(REQUEST_NONCE) ?? undefined;
  return (
    // The theme script sets an attribute of <html> before React hydrates it. React would warn about the
    // difference.
    <html lang="en" className={inter.variable} suppressHydrationWarning>
      <body className="font-sans">
        <ThemeScript nonce={nonce} />
        <a
          href="#main"
          className="sr-only z-20 rounded-base border border-line bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        {children}
      </body>
    </html>
  );
}
