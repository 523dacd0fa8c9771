import { type Executor, listOf, newId, pipelineRuns } from "@ai-cost/db";
import { UNNAMED_AGENT_TYPE } from "@ai-cost/domain";
import { and, eq, sql } from "drizzle-orm";
import type { Entry } from "./entries";
import { type JobChange, type LockedJob, lockJobsNamed } from "./jobs";
import { told } from "./told";
import type { ChargeIds, LedgerScope, UsageReport } from "./types";

type NewRun = Omit<typeof pipelineRuns.$inferSelect, "projectId">;

/** What a batch has read and locked, and what it has decided; nothing of it is written yet. */
export interface Books {
  runIdsByName: Map<string, string>;
  newRuns: NewRun[];
  jobsByName: Map<string, JobChange>;
  charges: { entry: Entry; job: JobChange }[];
}

/** Reads the runs and locks the jobs that the reports name. */
export async function openBooks(
  tx: Executor,
  projectId: string,
  reports: readonly UsageReport[],
): Promise<Books> {
  const namesOf = (mentions: { externalId: string }[]) => [
    ...new Set(mentions.map(({ externalId }) => externalId)),
  ];
  const jobs = await lockJobsNamed(tx, projectId, namesOf(reports.map(({ job }) => job)));
  const runNames = listOf(namesOf(reports.map(({ run }) => run)), "text");
  const runs = await tx
    .select({ id: pipelineRuns.id, externalId: pipelineRuns.externalId })
    .from(pipelineRuns)
    .where(
      and(
        eq(pipelineRuns.projectId, projectId),
        sql`${pipelineRuns.externalId} = any(${runNames})`,
      ),
    );
  return {
    runIdsByName: new Map(runs.map(({ id, externalId }) => [externalId ?? "", id])),
    newRuns: [],
    jobsByName: new Map(jobs.map((job) => [job.externalId ?? "", { before: job, after: job }])),
    charges: [],
  };
}

/** Books a report's charge, or says why it contradicts what is known and books nothing. */
export function bookCharge(
  books: Books,
  { now }: LedgerScope,
  report: UsageReport,
  contentHash: string,
): ChargeIds | string {
  const { job: mention, occurredAt } = report;
  const runId = books.runIdsByName.get(report.run.externalId) ?? newId();
  const job = books.jobsByName.get(mention.externalId) ?? openedJob(report, runId);
  const after = toldOf(job.after, report, runId);
  if (typeof after === "string") return after;

  const isFirst = after.firstChargedAt === null || occurredAt < after.firstChargedAt;
  job.after = isFirst ? { ...after, firstChargedAt: occurredAt } : after;
  books.jobsByName.set(mention.externalId, job);
  if (!books.runIdsByName.has(report.run.externalId)) openRun(books, report, runId);
  const ids = { chargeId: newId(), jobId: job.after.id, runId };
  books.charges.push({ job, entry: entryOf(report, ids, now, contentHash) });
  return ids;
}

const entryOf = (
  report: UsageReport,
  { chargeId, jobId }: ChargeIds,
  now: Date,
  contentHash: string,
): Entry => ({
  id: chargeId,
  agentJobId: jobId,
  chargeId: null,
  kind: "deduction",
  amountMicroUsd: report.amountMicroUsd,
  model: report.model,
  provider: report.provider,
  inputTokens: report.inputTokens,
  cacheReadTokens: report.cacheReadTokens,
  cacheWriteTokens: report.cacheWriteTokens,
  outputTokens: report.outputTokens,
  reasoningTokens: report.reasoningTokens,
  idempotencyKey: report.idempotencyKey,
  contentHash,
  source: report.source,
  costSource: report.costSource,
  price: report.price,
  occurredAt: report.occurredAt,
  recordedAt: now,
});

/** The job with all that a report says of it, or the first thing that contradicts what is known. */
const toldOf = (job: LockedJob, { job: mention, run }: UsageReport, runId: string) =>
  job.pipelineRunId === runId
    ? told(job, mention)
    : `job ${mention.externalId} belongs to another run than ${run.externalId}`;

function openedJob({ job, occurredAt }: UsageReport, pipelineRunId: string): JobChange {
  const after = {
    id: newId(),
    externalId: job.externalId,
    pipelineRunId,
    agentType: job.agentType ?? UNNAMED_AGENT_TYPE,
    status: "running",
    startedAt: job.startedAt ?? occurredAt,
    finishedAt: null,
    firstChargedAt: null,
  };
  return { before: null, after };
}

function openRun(books: Books, { run, occurredAt }: UsageReport, id: string) {
  books.runIdsByName.set(run.externalId, id);
  books.newRuns.push({
    id,
    externalId: run.externalId,
    trigger: run.trigger ?? null,
    status: run.status ?? "running",
    statusAt: null,
    startedAt: run.startedAt ?? occurredAt,
    finishedAt: null,
  });
}
