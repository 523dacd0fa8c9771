"use client";

import { FailedPage } from "./failed-page";

/** A page that failed as a whole; what failed in one panel stays in that panel. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} onRetry={retry} />;
}
