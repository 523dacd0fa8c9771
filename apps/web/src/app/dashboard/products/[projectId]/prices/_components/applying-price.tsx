import { ProgressBar } from "@/components/figure/progress-bar";
import { Button } from "@/components/form/button";
import { ProblemNote } from "@/components/form/problem-note";
import { formatCount, formatInteger } from "@/lib/format";
import type { PastChargesPreview } from "../outputs";
import type { ApplicationProgress } from "../use-price-application";

interface ApplyingPriceProps {
  progress: ApplicationProgress;
  /** The preview from before the start. */
  expected: PastChargesPreview;
  /** Why it stopped; null while it goes on. */
  problem: string | null;
  onTryAgain: () => void;
  onStop: () => void;
}

/** How far the application of a price is. */
export function ApplyingPrice(props: ApplyingPriceProps) {
  const { progress, expected, problem, onTryAgain, onStop } = props;
  const { charges } = progress;
  const isKnown = !expected.isAtLeast && expected.charges > 0;
  return (
    <div className="flex flex-col gap-3">
      <ProgressBar label="Applying the price" share={isKnown ? charges / expected.charges : 0} />
      <p role="status" className="tabular-nums">
        {isKnown
          ? `${formatInteger(charges)} of ${formatCount(expected.charges, "charge")} priced`
          : `${formatCount(charges, "charge")} priced so far`}
      </p>
      {problem !== null && <ProblemNote problem={problem} />}
      <p className="text-muted text-sm">
        Keep this page open. If you stop, charges that are priced stay priced, and you can continue
        later.
      </p>
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onStop}>{problem === null ? "Stop" : "Close"}</Button>
        {problem !== null && (
          <Button variant="primary" onClick={onTryAgain}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
