"use client";

import { FailedPage } from "./failed-page";
import "./globals.css";

/** The error page for an error in the root layout, with a document of its own. */
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
