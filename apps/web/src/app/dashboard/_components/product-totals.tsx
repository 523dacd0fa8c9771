import type { RouterOutputs } from "@ai-cost/api";
import { Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Card } from "@/components/layout/card";
import { formatCount, formatInteger } from "@/lib/format";
import { KPI_LABELS } from "../_labels/kpi-labels";

type Summary = RouterOutputs["aiCost"]["getCrossProjectSummary"];

/** The totals of the person's own products, without shared products. */
export function ProductTotals({ summary }: { summary: Summary }) {
  const { projects, projectCount, totalCost, totalTokens, totalJobs } = summary;
  const atLeast = projects.some(
    ({ unpricedCharges, isTooLarge }) => unpricedCharges > 0 || isTooLarge,
  );
  return (
    <Card aria-label="Total of your products">
      <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-[2fr_1fr_1fr]">
        <div className="max-sm:col-span-2">
          <dt className="text-muted text-sm">
            {KPI_LABELS.totalSpend} of {formatCount(projectCount, "product")}
          </dt>
          <dd className="font-semibold text-2xl sm:text-3xl">
            {totalCost === null ? (
              "Too large to add up"
            ) : (
              <Money dollars={totalCost} atLeast={atLeast} />
            )}
          </dd>
        </div>
        <div>
          <dt className="text-muted text-sm">{KPI_LABELS.tokenUsage}</dt>
          <dd className="font-semibold text-xl sm:leading-10">
            <Tokens count={totalTokens} />
          </dd>
        </div>
        <div>
          <dt className="text-muted text-sm">{KPI_LABELS.agentJobs}</dt>
          <dd className="font-semibold text-xl tabular-nums sm:leading-10">
            {formatInteger(totalJobs)}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
