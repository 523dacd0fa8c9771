"use client";

import { Card } from "@/components/card";
import { ErrorPanel } from "@/components/error-panel";

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
