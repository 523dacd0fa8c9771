import { Dialog } from "@/components/dialog/dialog";
import { QueryResult } from "@/components/feedback/query-result";
import { trpc } from "@/trpc/client";
import { AppliedPriceResult } from "./_components/applied-price-result";
import { ApplyingPrice } from "./_components/applying-price";
import { PastChargesPreview } from "./_components/past-charges-preview";
import { usePriceApplication } from "./use-price-application";

interface PriceApplicationProps {
  projectId: string;
  model: string;
  onClose: () => void;
}

/** A dialog that shows what the past charges of a model would cost, and applies the price to them. */
export function PriceApplication({ projectId, model, onClose }: PriceApplicationProps) {
  const { progress, isPending, problem, apply } = usePriceApplication(projectId, model);
  const hasStarted = isPending || problem !== null || progress.isDone;
  const preview = trpc.modelPrices.previewPastCharges.useQuery(
    { projectId, model },
    { enabled: !hasStarted, gcTime: 0 },
  );
  return (
    <Dialog title="Apply the price to past charges" onClose={onClose}>
      <p className="wrap-anywhere mb-3 font-medium">{model}</p>
      {progress.isDone ? (
        <AppliedPriceResult progress={progress} onClose={onClose} />
      ) : (
        <QueryResult query={preview} subject="preview" height="min-h-40">
          {(expected) =>
            hasStarted ? (
              <ApplyingPrice
                progress={progress}
                expected={expected}
                problem={problem}
                onTryAgain={apply}
                onStop={onClose}
              />
            ) : (
              <PastChargesPreview preview={expected} onApply={apply} onCancel={onClose} />
            )
          }
        </QueryResult>
      )}
    </Dialog>
  );
}
