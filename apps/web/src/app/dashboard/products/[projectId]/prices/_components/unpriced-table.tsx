import { Badge } from "@/components/feedback/badge";
import { Instant } from "@/components/figure/instant";
import { Tokens } from "@/components/figure/tokens";
import { Button } from "@/components/form/button";
import { Cell, CountUnit, Row, RowHeader, Table, Unit } from "@/components/table/table";
import { formatCount, formatInteger } from "@/lib/format";
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
  /** Both are absent when the signed-in person may not set prices. */
  onSetPrice?: (model: string) => void;
  onApplyPrice?: (model: string) => void;
}

/** A table of the models with unpriced charges, with a button to price them. */
export function UnpricedTable({ list, ...row }: UnpricedTableProps) {
  return (
    <Table caption="Models without a price, the last seen first" columns={COLUMNS}>
      {list.unpricedModels.map((unpriced) => (
        <UnpricedRow key={unpriced.model ?? ""} unpriced={unpriced} {...row} />
      ))}
    </Table>
  );
}

interface UnpricedRowProps extends Omit<UnpricedTableProps, "list"> {
  unpriced: UnpricedModel;
}

function UnpricedRow({ unpriced, asOf, ...actions }: UnpricedRowProps) {
  const { model, charges, inputTokens, outputTokens, lastSeenAt, isAtLeast, hasPrice } = unpriced;
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
      <Cell align="right" phone={hasPrice ? "full" : "figure"}>
        <PriceAction unpriced={unpriced} {...actions} />
      </Cell>
    </Row>
  );
}

function PriceAction({
  unpriced: { model, charges, isAtLeast, hasPrice },
  onSetPrice,
  onApplyPrice,
}: Omit<UnpricedRowProps, "asOf">) {
  if (model === null) return null;
  if (!hasPrice)
    return (
      onSetPrice && (
        <Button size="small" aria-label={`Set price of ${model}`} onClick={() => onSetPrice(model)}>
          Set price
        </Button>
      )
    );
  if (!onApplyPrice) return <Badge tone="ok">Price set</Badge>;
  const count = isAtLeast ? "past charges" : formatCount(charges, "past charge");
  return (
    <Button
      size="small"
      aria-label={`Apply the price to ${count} of ${model}`}
      onClick={() => onApplyPrice(model)}
    >
      Apply to {count}
    </Button>
  );
}
