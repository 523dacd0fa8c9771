"use client";

import { useLayoutEffect } from "react";
import { THEME_SCRIPT } from "@/components/theme/theme";

/**
 * Chooses the theme before the first paint. A script in the server's HTML runs by itself; a page that
 * the browser makes, as Next has it make a 404, runs it once it stands.
 */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  useLayoutEffect(() => {
    const script = document.createElement("script");
    if (nonce) script.nonce = nonce;
    script.textContent = THEME_SCRIPT;
    document.head.append(script);
    script.remove();
  }, [nonce]);
  return (
    <script
      type={typeof window === "undefined" ? "text/javascript" : "text/plain"}
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }}
    />
  );
}
