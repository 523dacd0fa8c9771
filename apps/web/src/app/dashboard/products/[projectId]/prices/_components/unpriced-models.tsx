import { foldedName } from "@ai-cost/domain";
import { useId } from "react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card, CardHeader } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { Instant } from "@/components/instant";
import { Cell, CountUnit, Row, RowHeader, Table, Unit } from "@/components/table";
import { Tokens } from "@/components/tokens";
import { formatInteger } from "@/lib/format";
import { Answered, type Question } from "../../ai-cost/_components/answered";
import type { ModelPriceList, UnpricedModel } from "../answers";

const COLUMNS = [
  { label: "Model" },
  { label: "Charges", align: "right" },
  { label: "Tokens in", align: "right" },
  { label: "Tokens out", align: "right" },
  { label: "Last seen, UTC" },
  { label: "Actions", hidden: true },
] as const;

interface UnpricedModelsProps {
  question: Question<ModelPriceList>;
  projectId: string;
  asOf: string;
  /** Absent for those who set none. */
  onSetPrice?: (model: string) => void;
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

interface UnpricedTableProps extends Pick<UnpricedModelsProps, "asOf" | "onSetPrice"> {
  list: ModelPriceList;
}

function UnpricedTable({ list, ...row }: UnpricedTableProps) {
  const priced = new Set(list.prices.map(({ model }) => foldedName(model)));
  return (
    <Table caption="Models without a price, the last seen first" columns={COLUMNS}>
      {list.unpricedModels.map((unpriced) => (
        <UnpricedRow
          key={unpriced.model ?? ""}
          unpriced={unpriced}
          hasPrice={unpriced.model !== null && priced.has(foldedName(unpriced.model))}
          {...row}
        />
      ))}
    </Table>
  );
}

interface UnpricedRowProps extends Pick<UnpricedModelsProps, "asOf" | "onSetPrice"> {
  unpriced: UnpricedModel;
  /** Whether a price has been set since. */
  hasPrice: boolean;
}

function UnpricedRow({ unpriced, hasPrice, asOf, onSetPrice }: UnpricedRowProps) {
  const { model, charges, inputTokens, outputTokens, lastSeenAt, isAtLeast } = unpriced;
  return (
    <Row>
      <RowHeader className="wrap-anywhere">
        {model ?? <span className="text-muted">No model was named</span>}
      </RowHeader>
      <Cell align="right" className="tabular-nums">
        {isAtLeast && <span className="text-muted text-xs">at least </span>}
        {formatInteger(charges)}
        <CountUnit count={charges} noun="charge" />
      </Cell>
      <Cell align="right">
        <Tokens count={inputTokens} />
        <Unit>in</Unit>
      </Cell>
      <Cell align="right">
        <Tokens count={outputTokens} />
        <Unit>out</Unit>
      </Cell>
      <Cell className="text-muted">
        <Instant at={lastSeenAt} asOf={asOf} />
      </Cell>
      <Cell align="right" phone="figure">
        {hasPrice && <Badge tone="ok">Price set</Badge>}
        {!hasPrice && model !== null && onSetPrice && (
          <Button
            size="small"
            aria-label={`Set price of ${model}`}
            onClick={() => onSetPrice(model)}
          >
            Set price
          </Button>
        )}
      </Cell>
    </Row>
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
