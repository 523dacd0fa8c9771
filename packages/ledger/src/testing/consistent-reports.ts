import type { TenantDatabase } from "@ai-cost/db";
import type { FinalStatus } from "@ai-cost/domain";
import fc from "fast-check";
import { recordUsage, reportJob, reportRun } from "../index";
import type { UsageReport } from "../record/usage-report";
import type { LedgerScope } from "../report";
import type { JobReport, RunReport } from "../runs/reports";
import { usageReport } from "./usage-report";

/** A report of any kind. */
export type AnyReport = { usage: UsageReport } | { run: RunReport } | { job: JobReport };

const AGENT_TYPES = ["research", "testing", "design"];
const FINAL: FinalStatus[] = ["completed", "failed", "cancelled"];
const TRIGGERS = ["manual", "webhook"];
const NOW_MS = Date.parse("2026-11-23T12:00:00.000Z");

// All reports of a job have the same run, agent type and final status. All reports of a run have the same
// trigger.
const runOf = (job: number) => job % 3;
const agentTypeOf = (job: number) => AGENT_TYPES[job % 3] ?? null;
const finalStatusOf = (runOrJob: number) => FINAL[runOrJob % 2] ?? "cancelled";
const triggerOf = (run: number) => TRIGGERS[run % 2] ?? null;

/** An instant in the last two months. It is a multiple of half a day, so that reports often share an instant. */
const anInstant = fc.nat(120).map((halfDays) => new Date(NOW_MS - halfDays * 43_200_000));

const reportParts = fc.record({
  kind: fc.constantFrom("usage", "usage", "usage", "run", "job"),
  job: fc.nat(4),
  at: anInstant,
  startedAt: fc.option(anInstant, { nil: undefined, freq: 2 }),
  hasAgentType: fc.boolean(),
  hasTrigger: fc.boolean(),
  isFinal: fc.boolean(),
  status: fc.constantFrom(undefined, "queued", "running", "testing", "paused"),
  amountMicroUsd: fc.option(fc.bigInt(0n, 9_999n), { freq: 4 }),
  tokens: fc.bigInt(0n, 3n),
});

type ReportParts = typeof reportParts extends fc.Arbitrary<infer Value> ? Value : never;

function reportOf(parts: ReportParts, index: number): AnyReport {
  const { kind, job, at, startedAt, hasTrigger, isFinal, amountMicroUsd, tokens } = parts;
  const run = runOf(job);
  const trigger = hasTrigger ? triggerOf(run) : null;
  const agentType = parts.hasAgentType ? agentTypeOf(job) : null;
  const started = startedAt && { startedAt };
  const status = isFinal ? finalStatusOf(kind === "run" ? run : job) : parts.status;
  const state = {
    idempotencyKey: `k${index}`,
    content: { index },
    at,
    ...started,
    ...(status && { status }),
  };
  if (kind === "run") return { run: { ...state, externalId: `r${run}`, trigger } };
  if (kind === "job")
    return { job: { ...state, externalId: `j${job}`, runExternalId: `r${run}`, agentType } };
  const usage = usageReport({
    key: `k${index}`,
    at,
    amountMicroUsd,
    inputTokens: tokens,
    outputTokens: tokens,
  });
  return {
    usage: {
      ...usage,
      run: {
        externalId: `r${run}`,
        trigger,
        ...started,
        ...(hasTrigger && { status: "imported" }),
      },
      job: {
        externalId: `j${job}`,
        agentType,
        ...started,
        ...(isFinal && { finished: { status: finalStatusOf(job), at } }),
      },
    },
  };
}

/** Generates reports of a few jobs. Reports may omit facts, but never contradict each other. */
export const consistentReports = fc
  .array(reportParts, { minLength: 1, maxLength: 30 })
  .map((reports) => reports.map(reportOf));

/**
 * Records the reports in order and returns their outcomes. Usage reports that follow each other are
 * recorded in batches of at most `batchSize`.
 */
export async function recordReports(
  db: TenantDatabase,
  scope: LedgerScope,
  reports: readonly AnyReport[],
  batchSize: number,
): Promise<string[]> {
  const outcomes: string[] = [];
  let batch: UsageReport[] = [];
  const flush = async () => {
    for (const { outcome } of await recordUsage(db, scope, batch)) outcomes.push(outcome);
    batch = [];
  };
  for (const report of reports) {
    if ("usage" in report) batch.push(report.usage);
    if (batch.length === batchSize || !("usage" in report)) await flush();
    if ("run" in report) outcomes.push((await reportRun(db, scope, report.run)).outcome);
    if ("job" in report) outcomes.push((await reportJob(db, scope, report.job)).outcome);
  }
  await flush();
  return outcomes;
}
