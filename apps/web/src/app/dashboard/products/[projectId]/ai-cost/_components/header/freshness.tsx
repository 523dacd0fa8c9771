import { RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/class-names";
import { Button } from "@/components/form/button";
import { formatAge } from "@/lib/format-time";
import { useNow } from "./use-now";

const NO_RESPONSE =
  "The server is not responding. The figures are from the last update; this page keeps trying.";

interface FreshnessProps {
  /** The time when the oldest data on screen arrived, by the browser's clock; 0 while no data has arrived. */
  updatedAtMs: number;
  /** Whether the last refetch failed. */
  hasFailed: boolean;
  /** Refreshes the data. The promise settles when the new data has arrived. */
  onRefresh: () => Promise<unknown>;
}

/**
 * The age of the figures, with a button that refreshes them. The icon spins only after a click, not
 * during automatic refreshes.
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

const AGE_LOOK = "tabular-nums";

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
