import { RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/class-names";
import { Button } from "@/components/form/button";
import { formatAge } from "@/lib/format-time";
import { useNow } from "./use-now";

const NO_ANSWER =
  "The server does not answer. The figures stand as they were; this page goes on trying.";

interface FreshnessProps {
  /** When the oldest of the shown answers came, by the browser's clock; 0 when none has. */
  updatedAtMs: number;
  /** True while the last try to have newer figures has failed. */
  hasFailed: boolean;
  /** Settles with the answers. */
  onRefresh: () => Promise<unknown>;
}

/**
 * How old the figures are, and a way to have new ones at once. What the page asks by itself moves
 * nothing here; only what a person asked for is shown to be under way.
 */
export function Freshness({ updatedAtMs, hasFailed, onRefresh }: FreshnessProps) {
  const [isAsked, setIsAsked] = useState(false);

  async function refresh() {
    setIsAsked(true);
    await onRefresh();
    setIsAsked(false);
  }

  return (
    <span className="inline-flex items-center gap-1 print:hidden">
      <Age updatedAtMs={updatedAtMs} hasFailed={hasFailed} />
      <span role="status" className="sr-only">
        {hasFailed && NO_ANSWER}
      </span>
      <Button
        variant="quiet"
        size="icon"
        aria-label="Refresh"
        aria-busy={isAsked}
        onClick={refresh}
      >
        <RefreshCw
          aria-hidden="true"
          className={classNames("size-4", isAsked && "motion-safe:animate-spin")}
        />
      </Button>
    </span>
  );
}

/** As wide as its longest text, so that what stands beside it keeps its place. */
const AGE_LOOK = "tabular-nums lg:min-w-33 lg:text-right";

function Age({ updatedAtMs, hasFailed }: { updatedAtMs: number; hasFailed: boolean }) {
  const nowMs = useNow();
  if (updatedAtMs === 0) return <span className={AGE_LOOK}>· not updated yet</span>;
  const age = formatAge((nowMs ?? updatedAtMs) - updatedAtMs);
  if (!hasFailed) return <span className={AGE_LOOK}>· updated {age}</span>;
  return (
    <span title={NO_ANSWER} className={classNames(AGE_LOOK, "text-warning")}>
      <TriangleAlert aria-hidden="true" className="mr-1 inline size-4 align-text-bottom" />
      no answer, as of {age}
    </span>
  );
}
