import type { CountedCall } from "@ai-cost/ingest/testing/counted-calls";
import type { LeftOut, SetUp } from "./set-up";
import type { Verdict } from "./verdicts";

/** The best outcome of a call, given what its client leaves out. */
const OUTCOMES: Readonly<Record<LeftOut, Verdict["outcome"]>> = {
  "the call": "not counted",
  "that two reports are of one call": "counted twice",
  "the counts": "wrong",
  "cached tokens": "wrong",
  "cached tokens, as if there were none": "wrong",
  "that counts are guessed": "wrong",
  "how long cache writes are kept": "wrong",
  "exact counts": "wrong",
};

/** The gap that the ledger keeps for what a client leaves out, where a report shows it. */
const GAPS: Readonly<Partial<Record<LeftOut, string>>> = {
  "the counts": "no_counts",
  "cached tokens": "no_cached_tokens",
  "exact counts": "guessed_counts",
};

/** What is wrong with a call for another reason than what its client leaves out; null if nothing is. */
export function problemOf({ leavesOut }: SetUp, verdict: Verdict): string | null {
  const { scenario, outcome, what, counted } = verdict;
  const leftOut = leavesOut?.[scenario];
  if (!leftOut) return what ? `${scenario}: ${what}` : null;
  if (outcome === "right")
    return `${scenario}: is right, although the client leaves out ${leftOut}`;
  if (outcome !== OUTCOMES[leftOut]) return `${scenario}: ${what}`;
  const gap = GAPS[leftOut];
  return gap && counted?.gap !== gap
    ? `${scenario}: the gap is ${counted?.gap} instead of ${gap}`
    : null;
}

/** The cases whose calls have other agents, or other jobs, than they should have. */
export function agentProblems({ agents = {} }: SetUp, verdicts: readonly Verdict[]): string[] {
  return Object.entries(agents).flatMap(([scenario, expected]) => {
    const calls = verdicts
      .filter((verdict) => verdict.scenario === scenario)
      .flatMap(({ counted }) => (counted ? [counted] : []));
    const found = calls.map(({ agent }) => agent).join(", ");
    const [jobs, expectedJobs] = [countOf(calls, "job"), new Set(expected).size];
    return [
      ...(found === expected.join(", ") ? [] : [`${scenario}: agents ${found}`]),
      ...(jobs === expectedJobs ? [] : [`${scenario}: ${jobs} jobs instead of ${expectedJobs}`]),
    ];
  });
}

const countOf = (calls: readonly CountedCall[], field: "job"): number =>
  new Set(calls.map((call) => call[field])).size;
