"use client";

import { FailedPage } from "./failed-page";

/**
 * The error page, which replaces a page that could not be rendered. An error in a single panel is shown
 * in that panel instead.
 */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} onRetry={retry} />;
}
