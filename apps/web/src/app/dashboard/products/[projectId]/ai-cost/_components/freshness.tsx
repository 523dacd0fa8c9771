import { RefreshCw } from "lucide-react";
import { Button } from "@/components/button";
import { classNames } from "@/components/class-names";
import { formatAge } from "@/lib/format-time";
import { useNow } from "./use-now";

interface FreshnessProps {
  /** When the oldest of the shown answers came, by the browser's clock; 0 when none has. */
  updatedAtMs: number;
  isFetching: boolean;
  onRefresh: () => void;
}

/** How old the figures are, and a way to have new ones. */
export function Freshness({ updatedAtMs, isFetching, onRefresh }: FreshnessProps) {
  return (
    <span className="inline-flex items-center gap-1 print:hidden">
      <Age updatedAtMs={updatedAtMs} />
      <Button
        variant="quiet"
        size="icon"
        aria-label="Refresh"
        aria-busy={isFetching}
        onClick={onRefresh}
      >
        <RefreshCw
          aria-hidden="true"
          className={classNames("size-4", isFetching && "motion-safe:animate-spin")}
        />
      </Button>
    </span>
  );
}

/** As wide as its longest text, so that what stands beside it keeps its place. */
const AGE_LOOK = "tabular-nums lg:min-w-33 lg:text-right";

function Age({ updatedAtMs }: { updatedAtMs: number }) {
  const nowMs = useNow();
  if (updatedAtMs === 0) return <span className={AGE_LOOK}>· not updated yet</span>;
  return (
    <span className={AGE_LOOK}>· updated {formatAge((nowMs ?? updatedAtMs) - updatedAtMs)}</span>
  );
}
