import { newId } from "@ai-cost/db";
import type { UsageReport } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";

const KNOWN_JOBS = 100;
const JOBS_A_RUN = 10;

/** A charge that nobody has reported yet, with a run and a job that nobody has named. */
export const freshReport = (at: Date): UsageReport => reportOf(at, newId(), newId());

const CHARGES_A_JOB = 5;

/** Charges that nobody has reported yet, in new jobs and runs that each has several of, in the order of their making. */
export function sharedReports(): (at: Date) => UsageReport {
  const series = newId();
  let made = 0;
  return (at) => reportOf(at, ...placeOf(series, Math.floor(made++ / CHARGES_A_JOB)));
}

/** For each of the jobs that `knownReport` draws from its first charge, which makes it and its run. */
export const openingReports = (at: Date, series: string): UsageReport[] =>
  Array.from({ length: KNOWN_JOBS }, (_, number) => reportOf(at, ...placeOf(series, number)));

/** A charge that nobody has reported yet, with a run and a job of those that are known. */
export const knownReport = (at: Date, series: string): UsageReport =>
  reportOf(at, ...placeOf(series, Math.floor(Math.random() * KNOWN_JOBS)));

const placeOf = (series: string, number: number): [run: string, job: string] => [
  `${series} run ${Math.floor(number / JOBS_A_RUN)}`,
  `${series} job ${number}`,
];

const reportOf = (at: Date, run: string, job: string): UsageReport => ({
  ...usageReport({ run, job, at, amountMicroUsd: 8850n, inputTokens: 1200n, outputTokens: 350n }),
  model: "claude-sonnet-4-5",
  provider: "anthropic",
  costSource: "price_table",
  price: { usdPerMillion: { input_mtok: "3", output_mtok: "15" } },
});
