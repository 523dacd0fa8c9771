import { foldedName } from "@ai-cost/domain";
import { Badge } from "@/components/feedback/badge";
import { Instant } from "@/components/figure/instant";
import { Tokens } from "@/components/figure/tokens";
import { Button } from "@/components/form/button";
import { Cell, CountUnit, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { formatInteger } from "@/lib/format";
import type { ModelPriceList, UnpricedModel } from "../outputs";

const COLUMNS = [
  { label: "Model" },
  { label: "Charges", align: "right" },
  { label: "Tokens in", align: "right" },
  { label: "Tokens out", align: "right" },
  { label: "Last seen, UTC" },
  { label: "Actions", hidden: true },
] as const;

export interface UnpricedTableProps {
  list: ModelPriceList;
  asOf: string;
  /** Absent when the signed-in person may not set prices. */
  onSetPrice?: (model: string) => void;
}

/** A table of the models with unpriced charges. A badge marks the models that have a price now. */
export function UnpricedTable({ list, ...row }: UnpricedTableProps) {
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

interface UnpricedRowProps extends Omit<UnpricedTableProps, "list"> {
  unpriced: UnpricedModel;
  /** Whether the model has a price now; its older charges remain unpriced. */
  hasPrice: boolean;
}

function UnpricedRow({ unpriced, hasPrice, asOf, onSetPrice }: UnpricedRowProps) {
  const { model, charges, inputTokens, outputTokens, lastSeenAt, isAtLeast } = unpriced;
  return (
    <Row>
      <RowHeader className="wrap-anywhere">
        {model ?? <span className="text-muted">No model reported</span>}
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
