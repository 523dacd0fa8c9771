import { useId } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import type { ModelPriceList } from "../outputs";
import { UnpricedTable, type UnpricedTableProps } from "./unpriced-table";

interface UnpricedModelsProps extends Omit<UnpricedTableProps, "list"> {
  query: QueryState<ModelPriceList>;
}

/** A card with the reported models whose price is unknown. */
export function UnpricedModels({ query, ...rows }: UnpricedModelsProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Models without a price" />
      <QueryResult query={query} subject="models without a price" height="min-h-40">
        {(list) =>
          list.unpricedModels.length === 0 ? (
            <EmptyState title="Every call has a cost.">
              Models that are reported without a cost and have no known price appear here.
            </EmptyState>
          ) : (
            <>
              <UnpricedTable list={list} {...rows} />
              <p className="border-line border-t px-4 py-3 text-muted text-sm">
                A price counts for usage recorded from then on. Applied to past charges, it adds one
                correction to each of them.
              </p>
            </>
          )
        }
      </QueryResult>
    </Card>
  );
}
