"use client";

import { ErrorPanel } from "@/components/feedback/error-panel";
import { Card } from "@/components/layout/card";

/** Shown when the page could not be rendered. An error in a single panel is shown in that panel instead. */
export default function AiCostError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Card aria-label="AI Cost & Budget">
      <ErrorPanel title="This page could not be loaded." requestId={error.digest} onRetry={reset} />
    </Card>
  );
}
