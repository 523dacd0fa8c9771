"use client";

import { FailedPage } from "./failed-page";

/** The page that is shown when a page could not be rendered. A panel shows its own errors. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} onRetry={retry} />;
}
