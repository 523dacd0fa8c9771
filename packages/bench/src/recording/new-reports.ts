import { newId } from "@ai-cost/db";
import type { UsageReport } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";

const KNOWN_JOBS = 100;
const JOBS_PER_RUN = 10;
const CHARGES_PER_JOB = 5;

/** A report of a new charge with a run and a job of its own. */
export const reportAlone = (at: Date): UsageReport => reportIn(at, newId(), newId());

/** Returns a function for reports of new charges, five in each new job and ten jobs in each new run. */
export function sharedReports(): (at: Date) => UsageReport {
  const prefix = newId();
  let count = 0;
  return (at) => reportIn(at, ...namesOf(prefix, Math.floor(count++ / CHARGES_PER_JOB)));
}

/** The first report of each job that `reportInKnownJob` uses. They create the jobs and their runs. */
export const openingReports = (at: Date, prefix: string): UsageReport[] =>
  Array.from({ length: KNOWN_JOBS }, (_, number) => reportIn(at, ...namesOf(prefix, number)));

/** A report of a new charge in one of the jobs of `openingReports`, chosen at random. */
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
