"use client";

import { FailedPage } from "./failed-page";
import "./globals.css";

/** Stands in for the root layout when that itself failed, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be made</title>
        <FailedPage error={error} onRetry={retry} />
      </body>
    </html>
  );
}
