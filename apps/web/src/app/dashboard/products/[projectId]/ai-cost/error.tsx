"use client";

import { ErrorPanel } from "@/components/feedback/error-panel";
import { Card } from "@/components/layout/card";

/** The page as a whole could not be made; its parts say their own failures themselves. */
export default function AiCostError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Card aria-label="AI Cost & Budget">
      <ErrorPanel title="This page could not be read." requestId={error.digest} onRetry={reset} />
    </Card>
  );
}
