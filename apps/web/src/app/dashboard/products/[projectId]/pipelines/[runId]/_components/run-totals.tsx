import type { RouterOutputs } from "@ai-cost/api";
import type { ReactNode } from "react";
import { Money } from "@/components/figure/money";
import { Tokens } from "@/components/figure/tokens";
import { Card } from "@/components/layout/card";
import {
  formatCompact,
  formatDollars,
  formatInteger,
  formatRatio,
  formatShare,
} from "@/lib/format";

type Run = RouterOutputs["pipelineRuns"]["get"];

/** The run's total cost over all months, with its tokens, jobs and charges. */
export function RunTotals({ run }: { run: Run }) {
  return (
    <Card aria-label="Total of this run">
      <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-[minmax(max-content,1fr)_repeat(3,minmax(0,1fr))]">
        <Figure label="Total cost" className="max-sm:col-span-2" notes={costNotes(run)}>
          <span className="text-2xl sm:text-3xl">
            <Money dollars={run.cost} atLeast={run.unpricedCharges > 0} />
          </span>
        </Figure>
        <Figure label="Token usage" notes={tokenNotes(run)}>
          <Tokens count={run.inputTokens + run.outputTokens} />
        </Figure>
        <Figure label="Agent jobs" notes={jobNotes(run)}>
          {formatInteger(run.jobCount)}
        </Figure>
        <Figure
          label="Charges"
          notes={[
            run.unpricedCharges > 0
              ? `${formatInteger(run.unpricedCharges)} unpriced`
              : "All priced",
          ]}
        >
          {formatInteger(run.chargeCount)}
        </Figure>
      </dl>
    </Card>
  );
}

function costNotes({ cost, typicalCost, trigger, refundedCost }: Run): string[] {
  const typical =
    typicalCost === null || typicalCost === 0
      ? []
      : [
          `${formatRatio(cost / typicalCost)} the typical ${formatDollars(typicalCost)}${
            trigger === null ? "" : ` of ${trigger} runs`
          }`,
        ];
  return refundedCost > 0 ? [...typical, `${formatDollars(refundedCost)} refunded`] : typical;
}

function tokenNotes({ inputTokens, outputTokens, cachedInputTokens }: Run): string[] {
  const inAndOut = `${formatCompact(inputTokens)} in · ${formatCompact(outputTokens)} out`;
  if (inputTokens === 0) return [inAndOut];
  return [inAndOut, `${formatShare((cachedInputTokens / inputTokens) * 100)} of input cached`];
}

function jobNotes(run: Run): string[] {
  const { jobCount, completedJobs, failedJobs, failedCost } = run;
  const others = jobCount - completedJobs - failedJobs;
  const counts = [
    `${formatInteger(completedJobs)} completed`,
    `${formatInteger(failedJobs)} failed`,
    ...(others > 0 ? [`${formatInteger(others)} running or cancelled`] : []),
  ].join(" · ");
  return failedJobs > 0 ? [counts, `${formatDollars(failedCost)} spent on failed jobs`] : [counts];
}

interface FigureProps {
  label: string;
  notes: readonly string[];
  className?: string;
  children: ReactNode;
}

function Figure({ label, notes, className, children }: FigureProps) {
  return (
    <div className={className}>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="flex h-10 items-center font-semibold text-xl tabular-nums">{children}</dd>
      {notes.map((note) => (
        <dd key={note} className="text-muted text-xs tabular-nums">
          {note}
        </dd>
      ))}
    </div>
  );
}
