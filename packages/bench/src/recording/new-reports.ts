import { newId } from "@ai-cost/db";
import type { UsageReport } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";

const KNOWN_JOBS = 100;
const JOBS_PER_RUN = 10;
const CHARGES_PER_JOB = 5;

/** Returns the usage report of a new charge in a new run and a new job. */
export const reportAlone = (at: Date): UsageReport => reportIn(at, newId(), newId());

/**
 * Returns a function that generates usage reports of new charges. Each new job gets five charges,
 * and each new run gets ten jobs.
 */
export function sharedReports(): (at: Date) => UsageReport {
  const prefix = newId();
  let count = 0;
  return (at) => reportIn(at, ...namesOf(prefix, Math.floor(count++ / CHARGES_PER_JOB)));
}

/**
 * Returns one usage report for each job that `reportInKnownJob` uses. Recording them creates the
 * jobs and their runs.
 */
export const openingReports = (at: Date, prefix: string): UsageReport[] =>
  Array.from({ length: KNOWN_JOBS }, (_, number) => reportIn(at, ...namesOf(prefix, number)));

/**
 * Returns the usage report of a new charge. Its job is a random one of the jobs that the usage
 * reports of `openingReports` create.
 */
export const reportInKnownJob = (at: Date, prefix: string): UsageReport =>
  reportIn(at, ...namesOf(prefix, Math.floor(Math.random() * KNOWN_JOBS)));

const namesOf = (prefix: string, jobNumber: number): [run: string, job: string] => [
  `${prefix} run ${Math.floor(jobNumber / JOBS_PER_RUN)}`,
  `${prefix} job ${jobNumber}`,
];

const reportIn = (at: Date, run: string, job: string): UsageReport => ({
  ...usageReport({ run, job, at, amountMicroUsd: 8850n, inputTokens: 1200n, outputTokens: 350n }),
  model: "claude-sonnet-4-5",
  provider: "anthropic",
  costSource: "price_table",
  price: { usdPerMillion: { input_mtok: "3", output_mtok: "15" } },
});
