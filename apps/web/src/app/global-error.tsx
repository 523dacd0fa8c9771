"use client";

import { FailedPage } from "./failed-page";
import "./globals.css";

/**
 * The error page for an error in the root layout. It renders its own `html` element, because the
 * layout is missing.
 */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be loaded</title>
        <FailedPage error={error} onRetry={retry} />
      </body>
    </html>
  );
}
