import { useId } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { QueryResult, type QueryState } from "@/components/feedback/query-result";
import { Card, CardHeader } from "@/components/layout/card";
import type { ModelPriceList } from "../outputs";
import { UnpricedTable, type UnpricedTableProps } from "./unpriced-table";

interface UnpricedModelsProps extends Omit<UnpricedTableProps, "list"> {
  query: QueryState<ModelPriceList>;
  projectId: string;
}

/** A card with the reported models whose price is unknown. */
export function UnpricedModels({ query, projectId, ...rows }: UnpricedModelsProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Models without a price" />
      <QueryResult query={query} subject="models without a price" height="min-h-40">
        {(list) =>
          list.unpricedModels.length === 0 ? (
            <EmptyState title="Every call has a cost.">
              Models that are reported without a cost and that are not in the price table will
              appear here.
            </EmptyState>
          ) : (
            <>
              <UnpricedTable list={list} {...rows} />
              <Repricing projectId={projectId} />
            </>
          )
        }
      </QueryResult>
    </Card>
  );
}

/**
 * Explains how to apply a new price to past charges. A person runs the command, because it changes the
 * totals of past months.
 */
function Repricing({ projectId }: { projectId: string }) {
  return (
    <div className="flex flex-col gap-1 border-line border-t px-4 py-3 text-muted text-sm">
      <p className="max-w-prose">
        A price applies to usage recorded from then on. To apply it to these charges as well, run
        this in the folder of the server; it adds one correction per charge and edits none:
      </p>
      <code className="wrap-anywhere text-ink text-xs">
        npm run prices -- reprice --project {projectId}
      </code>
    </div>
  );
}
