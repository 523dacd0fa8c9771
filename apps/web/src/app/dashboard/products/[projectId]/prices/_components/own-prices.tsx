import { useId, useState } from "react";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import { ConfirmDialog } from "../../../../../../components/dialog/confirm-dialog";
import { Answered, type Question } from "../../../../../../components/feedback/query-result";
import type { ModelPriceList } from "../outputs";
import { type PriceActions, PriceTable } from "./price-table";

interface OwnPricesProps extends Pick<PriceActions, "onEdit"> {
  question: Question<ModelPriceList>;
  /** Rejects with why not. */
  onRemove?: (model: string) => Promise<unknown>;
}

/** The prices that the product has set itself; they go before the price table's. */
export function OwnPrices({ question, onEdit, onRemove }: OwnPricesProps) {
  const titleId = useId();
  const [removed, setRemoved] = useState<string | null>(null);
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Own prices">
        {onEdit && <Button onClick={() => onEdit({})}>Add price</Button>}
      </CardHeader>
      <Answered question={question} subject="own prices" height="min-h-40">
        {({ prices }) => (
          <PriceTable
            prices={prices}
            {...(onEdit && { onEdit })}
            {...(onRemove && { onRemove: setRemoved })}
          />
        )}
      </Answered>
      {removed !== null && onRemove && (
        <ConfirmDialog
          title="Remove a price"
          action="Remove"
          pendingAction="Removing…"
          onConfirm={() => onRemove(removed)}
          onClose={() => setRemoved(null)}
        >
          {removed} gets its public price again, if it has one. What was recorded keeps its cost.
        </ConfirmDialog>
      )}
    </Card>
  );
}
