import { columnFraction, Money } from "@/components/figure/money";
import { Button } from "@/components/form/button";
import { formatCount } from "@/lib/format";
import { formatMonth } from "@/lib/format-time";
import type { PastChargesPreview as Preview } from "../outputs";

const MAX_MONTHS = 6;

interface PastChargesPreviewProps {
  preview: Preview;
  onApply: () => void;
  onCancel: () => void;
}

/** The number of past charges that would get a price, and what each month would get. */
export function PastChargesPreview({ preview, onApply, onCancel }: PastChargesPreviewProps) {
  const { charges, amount, unpriced, isAtLeast } = preview;
  const count = `${isAtLeast ? "at least " : ""}${formatCount(charges, "charge")}`;
  return (
    <div className="flex flex-col gap-3">
      {charges === 0 ? (
        <p>No past charge would get a price.</p>
      ) : (
        <>
          <p>
            Adds <Money dollars={amount} atLeast={isAtLeast} className="font-semibold" /> for{" "}
            {count} recorded without a price.
          </p>
          <Months months={preview.months} />
        </>
      )}
      {unpriced > 0 && (
        <p className="text-muted text-sm">
          {formatCount(unpriced, "charge")} {unpriced === 1 ? "stays" : "stay"} without a price,
          because no price is known for {unpriced === 1 ? "it" : "them"}.
        </p>
      )}
      {charges > 0 && (
        <p className="text-muted text-sm">
          The totals and budgets of these months change at once. This cannot be undone.
        </p>
      )}
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{charges > 0 ? "Not now" : "Close"}</Button>
        {charges > 0 && (
          <Button variant="primary" onClick={onApply}>
            Apply to {isAtLeast ? "all charges" : formatCount(charges, "charge")}
          </Button>
        )}
      </div>
    </div>
  );
}

function Months({ months }: Pick<Preview, "months">) {
  const shown = months.slice(0, MAX_MONTHS);
  const fraction = columnFraction(shown.map(({ amount }) => amount));
  const hidden = months.length - shown.length;
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">What each month gets</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Month, UTC</th>
          <th scope="col">Charges</th>
          <th scope="col">Adds</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-line border-y">
        {shown.map(({ month, charges, amount }) => (
          <tr key={month}>
            <th scope="row" className="py-1.5 text-left font-normal">
              {formatMonth(month)}
            </th>
            <td className="px-4 py-1.5 text-right text-muted tabular-nums">
              {formatCount(charges, "charge")}
            </td>
            <td className="py-1.5 text-right">
              <Money dollars={amount} fraction={fraction} />
            </td>
          </tr>
        ))}
        {hidden > 0 && (
          <tr>
            <td colSpan={3} className="py-1.5 text-muted">
              and {formatCount(hidden, "earlier month")}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
