"use client";

import { useLayoutEffect } from "react";
import { THEME_SCRIPT } from "@/components/theme/theme";

/**
 * Sets the theme before the first paint. A script in the server's HTML runs by itself. For a page that
 * Next renders in the browser, such as a 404 page, the effect runs the script.
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
