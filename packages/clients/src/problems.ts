import type { CountedCall } from "@ai-cost/ingest/testing/counted-calls";
import type { LeftOut, SetUp } from "./set-up";
import type { Verdict } from "./verdicts";

/** The best possible outcome of a call whose client leaves something out of its reports. */
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

/**
 * The usage gap that the ledger must store when a client leaves something out. It is missing here when no
 * report can show the gap.
 */
const GAPS: Readonly<Partial<Record<LeftOut, string>>> = {
  "the counts": "no_counts",
  "cached tokens": "no_cached_tokens",
  "exact counts": "guessed_counts",
};

/**
 * Returns the problem with a call, unless it follows from what the client leaves out; null when there is
 * none.
 */
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

/** Returns a problem for each case whose calls have the wrong agents or the wrong number of jobs. */
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
