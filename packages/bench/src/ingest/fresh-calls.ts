import { newId } from "@ai-cost/db";
import type { SentCall } from "@ai-cost/ingest/testing";

const CALLS_A_JOB = 10;
const MODEL = "claude-sonnet-4-5";

/** Calls that nobody has sent yet, each standing for itself: what a client sends one by one. */
export const singleCalls = (count: number): SentCall[] =>
  Array.from({ length: count }, () => freshCall());

/** Calls that nobody has sent yet, ten to an agent's job and a job to a run: what a client collects. */
export const collectedCalls = (count: number): SentCall[] =>
  Array.from({ length: Math.ceil(count / CALLS_A_JOB) }, () => {
    const run = newId();
    const place = { run, job: `${run} research`, agent: "Research Agent" };
    return Array.from({ length: CALLS_A_JOB }, () => ({ ...freshCall(), place }));
  })
    .flat()
    .slice(0, count);

const freshCall = (): SentCall => ({
  id: newId(),
  time: new Date().toISOString(),
  model: MODEL,
  inputTokens: 1200,
  outputTokens: 350,
});
