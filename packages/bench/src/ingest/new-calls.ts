import { newId } from "@ai-cost/db";
import type { SentCall } from "@ai-cost/ingest/testing";

const CALLS_PER_JOB = 10;
const MODEL = "claude-sonnet-4-5";

/** Creates model calls without a run or a job, like the calls of a client that reports each call separately. */
export const newCalls = (count: number): SentCall[] =>
  Array.from({ length: count }, () => newCall());

/**
 * Creates model calls, like the calls of a client that reports them in batches: each run has one job,
 * and each job has ten calls.
 */
export const newCallsInJobs = (count: number): SentCall[] =>
  Array.from({ length: Math.ceil(count / CALLS_PER_JOB) }, () => {
    const run = newId();
    const place = { run, job: `${run} research`, agent: "Research Agent" };
    return Array.from({ length: CALLS_PER_JOB }, () => ({ ...newCall(), place }));
  })
    .flat()
    .slice(0, count);

const newCall = (): SentCall => ({
  id: newId(),
  time: new Date().toISOString(),
  model: MODEL,
  inputTokens: 1200,
  outputTokens: 350,
});
