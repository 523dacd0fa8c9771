import { useId } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { Card, CardHeader } from "@/components/layout/card";
import { Answered, type Question } from "../../../../../../components/feedback/query-result";
import type { ModelPriceList } from "../outputs";
import { UnpricedTable, type UnpricedTableProps } from "./unpriced-table";

interface UnpricedModelsProps extends Omit<UnpricedTableProps, "list"> {
  question: Question<ModelPriceList>;
  projectId: string;
}

/** Models that were reported and that nobody knows the price of. */
export function UnpricedModels({ question, projectId, ...rows }: UnpricedModelsProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <CardHeader titleId={titleId} title="Models without a price" />
      <Answered question={question} subject="models without a price" height="min-h-40">
        {(list) =>
          list.unpricedModels.length === 0 ? (
            <EmptyState title="Every call has a cost.">
              A model that is reported without one, and that the price table does not know, will
              stand here.
            </EmptyState>
          ) : (
            <>
              <UnpricedTable list={list} {...rows} />
              <Repricing projectId={projectId} />
            </>
          )
        }
      </Answered>
    </Card>
  );
}

/** A price is not for the past by itself: that a number of last month moves is for a person to say. */
function Repricing({ projectId }: { projectId: string }) {
  return (
    <div className="flex flex-col gap-1 border-line border-t px-4 py-3 text-muted text-sm">
      <p className="max-w-prose">
        A price holds for what is recorded from then on. To give it to these charges as well, run
        this in the folder that the server runs in; each gets one correction, and none is edited:
      </p>
      <code className="wrap-anywhere text-ink text-xs">
        npm run prices -- reprice --project {projectId}
      </code>
    </div>
  );
}
