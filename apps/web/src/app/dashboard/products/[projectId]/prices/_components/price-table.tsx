import { EmptyState } from "@/components/feedback/empty-state";
import { exactFraction, Money } from "@/components/figure/money";
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

const PRICE_FIELDS = [
  ["inputUsdPerMillion", "in"],
  ["outputUsdPerMillion", "out"],
  ["cacheReadUsdPerMillion", "cache read"],
  ["cacheWriteUsdPerMillion", "cache write"],
] as const;

export interface PriceActions {
  /** `onEdit` and `onRemove` are absent when the signed-in person may not change prices. */
  onEdit?: (price: Partial<ModelPrice>) => void;
  onRemove?: (model: string) => void;
}

interface PriceTableProps extends PriceActions {
  /** The prices, sorted by model. */
  prices: readonly ModelPrice[];
}

/** A table of prices with buttons to change them, or an explanation when there are no prices. */
export function PriceTable({ prices, ...actions }: PriceTableProps) {
  if (prices.length === 0)
    return (
      <EmptyState title="No custom prices yet.">
        Usage that reports its own cost keeps it. Other usage gets the public price of its model, or
        the price that you set here.
      </EmptyState>
    );
  const fractions = PRICE_FIELDS.map(([field]) =>
    exactFraction(prices.map((price) => price[field])),
  );
  return (
    <>
      <Table caption="Custom prices in dollars per million tokens, by model" columns={COLUMNS}>
        {prices.map((price) => (
          <PriceRow key={price.model} price={price} fractions={fractions} {...actions} />
        ))}
      </Table>
      <p className="border-line border-t px-4 py-3 text-muted text-sm">
        In dollars per million tokens. Cached tokens without a price of their own cost the same as
        other input.
      </p>
    </>
  );
}

interface PriceRowProps extends PriceActions {
  price: ModelPrice;
  /** For each column, the number of decimals with which all its prices are exact. */
  fractions: readonly number[];
}

function PriceRow({ price, fractions, onEdit, onRemove }: PriceRowProps) {
  const { model } = price;
  return (
    <Row>
      <RowHeader className="wrap-anywhere">{model}</RowHeader>
      {PRICE_FIELDS.map(([field, unit], index) => (
        <Cell key={field} align="right">
          <PriceOf dollars={price[field]} fraction={fractions[index] ?? 0} />
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
      <span title="Same as input" className="text-muted">
        as input
      </span>
    );
  return <Money dollars={dollars} fraction={fraction} />;
}
