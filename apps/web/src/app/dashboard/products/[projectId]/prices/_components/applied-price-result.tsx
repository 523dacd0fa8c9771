import { CircleCheck } from "lucide-react";
import { Money } from "@/components/figure/money";
import { Button } from "@/components/form/button";
import { formatCount } from "@/lib/format";
import type { ApplicationProgress } from "../use-price-application";

interface AppliedPriceResultProps {
  progress: ApplicationProgress;
  onClose: () => void;
}

/** What the application of a price has done. */
export function AppliedPriceResult({ progress, onClose }: AppliedPriceResultProps) {
  const { charges, amount, unpriced, refused, refusal } = progress;
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="flex items-center gap-2">
        <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-ok" />
        <span>
          {formatCount(charges, "charge")} priced,{" "}
          <Money dollars={amount} className="font-semibold" /> added.
        </span>
      </p>
      {unpriced > 0 && (
        <p className="text-muted text-sm">
          No price is known for {formatCount(unpriced, "other charge")}.
        </p>
      )}
      {refusal !== null && (
        <p className="wrap-anywhere text-danger text-sm">
          {formatCount(refused, "charge")} could not be priced: {refusal}.
        </p>
      )}
      <div className="mt-2 flex justify-end">
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
