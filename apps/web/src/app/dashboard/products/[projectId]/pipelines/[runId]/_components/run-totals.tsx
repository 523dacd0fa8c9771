import type { RouterOutputs } from "@ai-cost/api";
import type { ReactNode } from "react";
import { Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Card } from "@/components/layout/card";
import { formatCompact, formatDollars, formatInteger } from "@/lib/format";

/** The run's total cost over all months, with its tokens, jobs and charges. */
export function RunTotals({ run }: { run: RouterOutputs["pipelineRuns"]["get"] }) {
  return (
    <Card aria-label="Total of this run">
      <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-[minmax(max-content,1fr)_repeat(3,minmax(0,1fr))]">
        <Figure
          label="Total cost"
          className="max-sm:col-span-2"
          note={run.refundedCost > 0 ? `${formatDollars(run.refundedCost)} refunded` : "No refunds"}
        >
          <span className="text-2xl sm:text-3xl">
            <Money dollars={run.cost} atLeast={run.unpricedCharges > 0} />
          </span>
        </Figure>
        <Figure
          label="Token usage"
          note={`${formatCompact(run.inputTokens)} in · ${formatCompact(run.outputTokens)} out`}
        >
          <Tokens count={run.inputTokens + run.outputTokens} />
        </Figure>
        <Figure
          label="Agent jobs"
          note={`${formatInteger(run.completedJobs)} completed · ${formatInteger(run.failedJobs)} failed`}
        >
          {formatInteger(run.jobCount)}
        </Figure>
        <Figure
          label="Charges"
          note={
            run.unpricedCharges > 0
              ? `${formatInteger(run.unpricedCharges)} unpriced`
              : "All priced"
          }
        >
          {formatInteger(run.chargeCount)}
        </Figure>
      </dl>
    </Card>
  );
}

interface FigureProps {
  label: string;
  note: string;
  className?: string;
  children: ReactNode;
}

function Figure({ label, note, className, children }: FigureProps) {
  return (
    <div className={className}>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="flex h-10 items-center font-semibold text-xl tabular-nums">{children}</dd>
      <dd className="text-muted text-xs tabular-nums">{note}</dd>
    </div>
  );
}
