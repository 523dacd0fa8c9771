"use client";

import { FailedPage } from "./failed-page";

/** The error page. An error in one panel is shown in that panel instead. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} onRetry={retry} />;
}
