"use client";

import { ErrorPanel } from "@/components/feedback/error-panel";
import { Card } from "@/components/layout/card";

/**
 * Shown when a page of a product could not be rendered. The sidebar stays. An error in a single panel is
 * shown in that panel instead.
 */
export default function ProductPageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Card aria-label="Error">
      <ErrorPanel title="This page could not be loaded." requestId={error.digest} onRetry={reset} />
    </Card>
  );
}
