import { useId, useState } from "react";
import { ConfirmDialog } from "@/components/dialog/confirm-dialog";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Button } from "@/components/form/button";
import { Card, CardHeader } from "@/components/layout/card";
import type { ModelPriceList } from "../outputs";
import { type PriceActions, PriceTable } from "./price-table";

interface OwnPricesProps extends Pick<PriceActions, "onEdit"> {
  query: QueryState<ModelPriceList>;
  /** The promise rejects when the server refuses the change. */
  onRemove?: (model: string) => Promise<unknown>;
}

/** The prices that people set for this product. They take precedence over public prices. */
export function OwnPrices({ query, onEdit, onRemove }: OwnPricesProps) {
  const titleId = useId();
  const [removed, setRemoved] = useState<string | null>(null);
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Custom prices">
        {onEdit && <Button onClick={() => onEdit({})}>Add price</Button>}
      </CardHeader>
      <QueryResult query={query} subject="custom prices" height="min-h-40">
        {({ prices }) => (
          <PriceTable
            prices={prices}
            {...(onEdit && { onEdit })}
            {...(onRemove && { onRemove: setRemoved })}
          />
        )}
      </QueryResult>
      {removed !== null && onRemove && (
        <ConfirmDialog
          title="Remove a price"
          action="Remove"
          pendingAction="Removing…"
          onConfirm={() => onRemove(removed)}
          onClose={() => setRemoved(null)}
        >
          {removed} gets its public price again, if there is one. Recorded usage keeps its cost.
        </ConfirmDialog>
      )}
    </Card>
  );
}
