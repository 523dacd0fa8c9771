"use client";

import { foldedName } from "@ai-cost/domain";
import { useState } from "react";
import { trpc } from "@/trpc/client";
import { OwnPrices } from "./_components/own-prices";
import { PriceDialog } from "./_components/price-dialog";
import { UnpricedModels } from "./_components/unpriced-models";
import type { ModelPrice, NewPrice, UnpricedModel } from "./outputs";
import { PriceApplication } from "./price-application";

interface ModelPricesProps {
  projectId: string;
  mayChange: boolean;
  asOf: string;
}

/** Queries and changes the product's own prices, and lists the models without a price. */
export function ModelPrices({ projectId, mayChange, asOf }: ModelPricesProps) {
  const [edited, setEdited] = useState<Partial<ModelPrice> | null>(null);
  /** The model whose price a dialog offers to apply to past charges. */
  const [applied, setApplied] = useState<string | null>(null);
  const utils = trpc.useUtils();
  const list = trpc.modelPrices.list.useQuery({ projectId });
  const onSuccess = () => utils.modelPrices.list.invalidate({ projectId });
  const set = trpc.modelPrices.set.useMutation({ onSuccess });
  const remove = trpc.modelPrices.remove.useMutation({ onSuccess });

  async function save(price: NewPrice) {
    await set.mutateAsync({ projectId, ...price });
    const isSaved = ({ model }: UnpricedModel) =>
      model !== null && foldedName(model) === foldedName(price.model);
    setApplied(list.data?.unpricedModels.find(isSaved)?.model ?? null);
  }

  return (
    <>
      <UnpricedModels
        query={list}
        asOf={asOf}
        {...(mayChange && {
          onSetPrice: (model: string) => setEdited({ model }),
          onApplyPrice: setApplied,
        })}
      />
      <OwnPrices
        query={list}
        {...(mayChange && {
          onEdit: setEdited,
          onRemove: (model: string) => remove.mutateAsync({ projectId, model }),
        })}
      />
      {edited && <PriceDialog price={edited} onSave={save} onClose={() => setEdited(null)} />}
      {edited === null && applied !== null && (
        <PriceApplication projectId={projectId} model={applied} onClose={() => setApplied(null)} />
      )}
    </>
  );
}
