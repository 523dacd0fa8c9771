import { EmptyState } from "@/components/feedback/empty-state";
import { columnFraction, Money } from "@/components/figure/money";
import { Cell, Row, RowHeader, Table, Unit } from "@/components/table/table";
import type { ModelPrice } from "../outputs";
import { RowAction } from "./row-action";

const COLUMNS = [
  { label: "Model" },
  { label: "Input", align: "right" },
  { label: "Output", align: "right" },
  { label: "Cache read", align: "right" },
  { label: "Cache write", align: "right" },
  { label: "Actions", hidden: true },
] as const;

const SIDES = [
  ["inputUsdPerMillion", "in"],
  ["outputUsdPerMillion", "out"],
  ["cacheReadUsdPerMillion", "cache read"],
  ["cacheWriteUsdPerMillion", "cache write"],
] as const;

export interface PriceActions {
  /** Absent, as is the other, for those who set none. */
  onEdit?: (price: Partial<ModelPrice>) => void;
  onRemove?: (model: string) => void;
}

interface PriceTableProps extends PriceActions {
  /** By model. */
  prices: readonly ModelPrice[];
}

/** The prices with what can be done to each, or why there may be none. */
export function PriceTable({ prices, ...actions }: PriceTableProps) {
  if (prices.length === 0)
    return (
      <EmptyState title="No price of your own.">
        A cost that a report brings counts as it is; else the public price of its model does. A
        price of yours goes before the public one.
      </EmptyState>
    );
  const fractions = SIDES.map(([side]) => columnFraction(prices.map((price) => price[side])));
  return (
    <>
      <Table caption="Own prices in dollars for a million tokens, by model" columns={COLUMNS}>
        {prices.map((price) => (
          <PriceRow key={price.model} price={price} fractions={fractions} {...actions} />
        ))}
      </Table>
      <p className="border-line border-t px-4 py-3 text-muted text-sm">
        In dollars for a million tokens. A side of a cache without a price costs what other input
        costs.
      </p>
    </>
  );
}

interface PriceRowProps extends PriceActions {
  price: ModelPrice;
  /** The longest fraction of each side's column. */
  fractions: readonly number[];
}

function PriceRow({ price, fractions, onEdit, onRemove }: PriceRowProps) {
  const { model } = price;
  return (
    <Row>
      <RowHeader className="wrap-anywhere">{model}</RowHeader>
      {SIDES.map(([side, unit], index) => (
        <Cell key={side} align="right">
          <PriceOf dollars={price[side]} fraction={fractions[index] ?? 0} />
          <Unit>{unit}</Unit>
        </Cell>
      ))}
      <Cell align="right" phone="figure" className="whitespace-nowrap">
        {onEdit && (
          <RowAction label={`Edit price of ${model}`} onClick={() => onEdit(price)}>
            Edit
          </RowAction>
        )}
        {onRemove && (
          <RowAction label={`Remove price of ${model}`} onClick={() => onRemove(model)}>
            Remove
          </RowAction>
        )}
      </Cell>
    </Row>
  );
}

function PriceOf({ dollars, fraction }: { dollars: number | null; fraction: number }) {
  if (dollars === null)
    return (
      <span title="As other input" className="text-muted">
        as input
      </span>
    );
  return <Money dollars={dollars} fraction={fraction} />;
}
