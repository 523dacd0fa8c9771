import { RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/class-names";
import { Button } from "@/components/form/button";
import { formatAge } from "@/lib/format-time";
import { useNow } from "./use-now";

const NO_RESPONSE =
  "The server is not responding. The figures are from the last update; this page keeps trying.";

interface FreshnessProps {
  /** When the oldest shown data arrived, by the browser's clock; 0 while there is none. */
  updatedAtMs: number;
  /** Whether the last refetch failed. */
  hasFailed: boolean;
  /** Settles when the new data is there. */
  onRefresh: () => Promise<unknown>;
}

/**
 * The age of the figures, with a button that refreshes them. The icon spins only for a refresh that a
 * person started, not for those of the page itself.
 */
export function Freshness({ updatedAtMs, hasFailed, onRefresh }: FreshnessProps) {
  const [isRefreshing, setIsRefreshing] = useState(false);

  async function refresh() {
    setIsRefreshing(true);
    await onRefresh();
    setIsRefreshing(false);
  }

  return (
    <span className="inline-flex items-center gap-1 print:hidden">
      <Age updatedAtMs={updatedAtMs} hasFailed={hasFailed} />
      <span role="status" className="sr-only">
        {hasFailed && NO_RESPONSE}
      </span>
      <Button
        variant="quiet"
        size="icon"
        aria-label="Refresh"
        aria-busy={isRefreshing}
        onClick={refresh}
      >
        <RefreshCw
          aria-hidden="true"
          className={classNames("size-4", isRefreshing && "motion-safe:animate-spin")}
        />
      </Button>
    </span>
  );
}

/** As wide as its longest text, so that nothing next to it moves. */
const AGE_LOOK = "tabular-nums lg:min-w-33 lg:text-right";

function Age({ updatedAtMs, hasFailed }: { updatedAtMs: number; hasFailed: boolean }) {
  const nowMs = useNow();
  if (updatedAtMs === 0) return <span className={AGE_LOOK}>· not updated yet</span>;
  const age = formatAge((nowMs ?? updatedAtMs) - updatedAtMs);
  if (!hasFailed) return <span className={AGE_LOOK}>· updated {age}</span>;
  return (
    <span title={NO_RESPONSE} className={classNames(AGE_LOOK, "text-warning")}>
      <TriangleAlert aria-hidden="true" className="mr-1 inline size-4 align-text-bottom" />
      no response, as of {age}
    </span>
  );
}
