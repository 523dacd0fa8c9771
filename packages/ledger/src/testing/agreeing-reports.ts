import type { TenantDatabase } from "@ai-cost/db";
import type { FinalStatus } from "@ai-cost/domain";
import fc from "fast-check";
import { recordUsage, reportJob, reportRun } from "../index";
import type { JobReport, LedgerScope, RunReport, UsageReport } from "../types";
import { usageReport } from "./usage-report";

/** One report of a world whose sources leave things out but never contradict each other. */
export type AgreeingReport =
  | { usage: UsageReport }
  | { runState: RunReport }
  | { jobState: JobReport };

const AGENT_TYPES = ["research", "testing", "design"];
const ENDS: FinalStatus[] = ["completed", "failed", "cancelled"];
const TRIGGERS = ["manual", "webhook"];
const NOW_MS = Date.parse("2026-11-23T12:00:00.000Z");

const runOf = (job: number) => job % 3;
const agentOf = (job: number) => AGENT_TYPES[job % 3] ?? null;
const endOf = (thing: number) => ENDS[thing % 2] ?? "cancelled";
const triggerOf = (run: number) => TRIGGERS[run % 2] ?? null;

/** Few jobs, and instants over two months that often meet. */
const aTelling = fc.record({
  kind: fc.constantFrom("usage", "usage", "usage", "run", "job"),
  job: fc.nat(4),
  at: fc.nat(120).map((halfDays) => new Date(NOW_MS - halfDays * 43_200_000)),
  startedAt: fc.option(
    fc.nat(120).map((halfDays) => new Date(NOW_MS - halfDays * 43_200_000)),
    { nil: undefined, freq: 2 },
  ),
  saysWhose: fc.boolean(),
  saysWhy: fc.boolean(),
  ends: fc.boolean(),
  status: fc.constantFrom(undefined, "queued", "running", "testing", "paused"),
  amountMicroUsd: fc.option(fc.bigInt(0n, 9_999n), { freq: 4 }),
  tokens: fc.bigInt(0n, 3n),
});

type Telling = typeof aTelling extends fc.Arbitrary<infer Value> ? Value : never;

function reportOf(telling: Telling, index: number): AgreeingReport {
  const { kind, job, at, startedAt, saysWhose, saysWhy, ends, amountMicroUsd, tokens } = telling;
  const run = runOf(job);
  const trigger = saysWhy ? triggerOf(run) : null;
  const agentType = saysWhose ? agentOf(job) : null;
  const started = startedAt && { startedAt };
  const status = ends ? endOf(kind === "run" ? run : job) : telling.status;
  const report = {
    idempotencyKey: `k${index}`,
    content: { index },
    at,
    ...started,
    ...(status && { status }),
  };
  if (kind === "run") return { runState: { ...report, externalId: `r${run}`, trigger } };
  if (kind === "job")
    return { jobState: { ...report, externalId: `j${job}`, runExternalId: `r${run}`, agentType } };
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
      run: { externalId: `r${run}`, trigger, ...started, ...(saysWhy && { status: "imported" }) },
      job: {
        externalId: `j${job}`,
        agentType,
        ...started,
        ...(ends && { finished: { status: endOf(job), at } }),
      },
    },
  };
}

export const agreeingReports = fc
  .array(aTelling, { minLength: 1, maxLength: 30 })
  .map((tellings) => tellings.map(reportOf));

/** Tells the ledger, charges that follow each other in batches of at most `size`; every outcome. */
export async function tellLedger(
  db: TenantDatabase,
  scope: LedgerScope,
  reports: readonly AgreeingReport[],
  size: number,
): Promise<string[]> {
  const outcomes: string[] = [];
  let batch: UsageReport[] = [];
  const flush = async () => {
    const answers = await recordUsage(db, scope, batch);
    outcomes.push(...answers.map(({ outcome }) => outcome));
    batch = [];
  };
  for (const report of reports) {
    if ("usage" in report) batch.push(report.usage);
    if (batch.length === size || !("usage" in report)) await flush();
    if ("runState" in report) outcomes.push((await reportRun(db, scope, report.runState)).outcome);
    if ("jobState" in report) outcomes.push((await reportJob(db, scope, report.jobState)).outcome);
  }
  await flush();
  return outcomes;
}
