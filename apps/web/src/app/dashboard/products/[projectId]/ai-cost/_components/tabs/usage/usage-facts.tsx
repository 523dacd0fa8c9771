import { formatCount, formatExactDollars, formatInteger, formatShare, UNKNOWN } from "@/lib/format";
import { jobOutcomes } from "../../../usage/job-outcomes";
import type { Figures } from "../../../usage/usage-rows";
import { knownCost } from "../../../usage/usage-values";

interface UsageFactsProps {
  figures: Figures;
  /** The number of columns of the table. */
  columnCount: number;
}

/** The exact figures of an open row, which its cells show in short. */
export function UsageFacts({ figures, columnCount }: UsageFactsProps) {
  return (
    <tr className="border-line border-t bg-sunken @max-2xl/table:block">
      <td colSpan={columnCount} className="@max-2xl/table:block px-4 py-3 @2xl/table:pl-10.5">
        <dl className="flex flex-wrap gap-x-6 gap-y-2 text-xs">
          {factsOf(figures).map(([term, value]) => (
            <div key={term}>
              <dt className="text-muted">{term}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </td>
    </tr>
  );
}

function factsOf(figures: Figures): [term: string, value: string][] {
  const { inputTokens, outputTokens, tokens, calls, refundedCost, unpricedCalls } = figures;
  return [
    ...jobFacts(figures),
    ["Calls", calls === null ? UNKNOWN : formatInteger(calls)],
    ["Input tokens", withPart(inputTokens, tokens.cachedInput, "cached")],
    ["Output tokens", withPart(outputTokens, tokens.reasoning, "reasoning")],
    ["Exact cost", formatExactDollars(knownCost(figures))],
    ...(refundedCost ? [["Refunded", formatExactDollars(refundedCost)] as [string, string]] : []),
    ...(unpricedCalls
      ? [["Without a known cost", formatCount(unpricedCalls, "call")] as [string, string]]
      : []),
  ];
}

function jobFacts({ jobs, completedJobs, failedJobs }: Figures): [string, string][] {
  if (jobs === null || completedJobs === null || failedJobs === null) return [];
  return [["Jobs", jobOutcomes({ jobs, completedJobs, failedJobs })]];
}

/** A count with the share of it that is of one kind: `38,000,000 · 61.0 % cached`. */
const withPart = (count: number, part: number, kind: string): string =>
  part === 0
    ? formatInteger(count)
    : `${formatInteger(count)} · ${formatShare((part / count) * 100)} ${kind}`;
