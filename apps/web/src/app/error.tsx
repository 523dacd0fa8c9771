"use client";

import { FailedPage } from "./failed-page";

/** The error page, which replaces a page that could not be rendered. A panel shows its own errors. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} onRetry={retry} />;
}
