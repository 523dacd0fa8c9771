"use client";

import { useState } from "react";
import { trpc } from "@/trpc/client";
import { OwnPrices } from "./_components/own-prices";
import { PriceDialog } from "./_components/price-dialog";
import { UnpricedModels } from "./_components/unpriced-models";
import type { ModelPrice } from "./outputs";

interface ModelPricesProps {
  projectId: string;
  mayChange: boolean;
  asOf: string;
}

/** Queries and changes the product's own prices, and lists the models without a price. */
export function ModelPrices({ projectId, mayChange, asOf }: ModelPricesProps) {
  const [edited, setEdited] = useState<Partial<ModelPrice> | null>(null);
  const utils = trpc.useUtils();
  const list = trpc.modelPrices.list.useQuery({ projectId });
  const onSuccess = () => utils.modelPrices.list.invalidate({ projectId });
  const set = trpc.modelPrices.set.useMutation({ onSuccess });
  const remove = trpc.modelPrices.remove.useMutation({ onSuccess });
  return (
    <>
      <UnpricedModels
        query={list}
        projectId={projectId}
        asOf={asOf}
        {...(mayChange && { onSetPrice: (model: string) => setEdited({ model }) })}
      />
      <OwnPrices
        query={list}
        {...(mayChange && {
          onEdit: setEdited,
          onRemove: (model: string) => remove.mutateAsync({ projectId, model }),
        })}
      />
      {edited && (
        <PriceDialog
          price={edited}
          onSave={(price) => set.mutateAsync({ projectId, ...price })}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
