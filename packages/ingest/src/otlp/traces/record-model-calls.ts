import type { UsageReport } from "@ai-cost/ledger";
import type { IngestContext } from "../../calls/ingest-context";
import { recordReports, reportsOf } from "../../calls/record-calls";
import type { ReportedCall } from "../../calls/reported-call";
import { rejectionReason } from "../rejection-reason";
import type { Rejections } from "../rejections";
import { callOriginOf } from "./read/call-origin";
import type { SpanCall } from "./read/span-calls";
import type { RecordedCalls } from "./recorded-spans";
import { findSpansBeneath } from "./settle/find-spans-beneath";
import { type CallJob, type CallOrigin, jobOfCall } from "./tree/job-of-call";
import type { SpanSummary } from "./tree/span-summary";
import { idOf, TraceTree } from "./tree/trace-tree";
import { wrappersIn } from "./tree/wrappers";

interface PlacedCall {
  spanId: string;
  call: ReportedCall;
  origin: CallOrigin;
  job: CallJob;
}

type ReportedPlacedCall = PlacedCall & { report: UsageReport };
type RecordedPlacedCall = ReportedPlacedCall & { isDuplicate: boolean };

/**
 * Records the calls, each in the job that the spans above it tell, which may be provisional. The
 * wrappers of other calls are not recorded. `summaries` are those of the request's spans.
 */
export async function recordModelCalls(
  context: IngestContext,
  summaries: readonly SpanSummary[],
  calls: readonly SpanCall[],
  rejections: Rejections,
): Promise<RecordedCalls> {
  const beneath = await findSpansBeneath(context, summaries);
  const tree = new TraceTree([...beneath, ...summaries]);
  const reported = await reportCalls(
    context,
    calls.map((spanCall) => placeCall(tree, spanCall)),
  );
  const wrappers = wrappersIn(tree);
  const counted = reported.filter(({ spanId }) => !wrappers.has(spanId));
  const recorded = await recordCounted(context, counted, rejections);
  const shared = recorded.filter(({ job, isDuplicate }) => isDuplicate || !job.isSettled);
  const duplicates = recorded.filter(({ isDuplicate }) => isDuplicate);
  return {
    reports: new Map(reported.map(({ spanId, report }) => [spanId, report])),
    duplicateReports: new Map(duplicates.map(({ spanId, report }) => [spanId, report])),
    sharedTraceIds: new Set([
      ...beneath.map(({ traceId }) => traceId),
      ...shared.map(({ origin }) => origin.traceId),
    ]),
    ...jobsOf(recorded),
  };
}

function placeCall(tree: TraceTree, { span, call }: SpanCall): PlacedCall {
  const origin = callOriginOf(span);
  const job = jobOfCall(tree, origin);
  const { externalId } = job;
  return {
    spanId: idOf(span),
    call: { ...call, job: { externalId, isAssumed: true, agentName: null, waitsForAgent: true } },
    origin,
    job,
  };
}

async function reportCalls(
  context: IngestContext,
  placed: readonly PlacedCall[],
): Promise<ReportedPlacedCall[]> {
  const reports = await reportsOf(
    context,
    placed.map(({ call }) => call),
  );
  return placed.flatMap((call, index) => {
    const report = reports[index];
    return report ? [{ ...call, report }] : [];
  });
}

/** Records the calls, and returns those that were recorded now or by an earlier request. */
async function recordCounted(
  context: IngestContext,
  calls: readonly ReportedPlacedCall[],
  rejections: Rejections,
): Promise<RecordedPlacedCall[]> {
  const outcomes = await recordReports(
    context,
    calls.map(({ report }) => report),
  );
  return calls.flatMap((call, index) => {
    const outcome = outcomes[index];
    const reason = outcome ? rejectionReason(outcome) : null;
    if (reason !== null) rejections.add(reason);
    return reason === null ? [{ ...call, isDuplicate: outcome?.outcome === "duplicate" }] : [];
  });
}

function jobsOf(calls: readonly PlacedCall[]): Pick<RecordedCalls, "jobs" | "unsettledJobs"> {
  const byName = new Map(calls.map((call) => [call.job.externalId, call]));
  const jobs = [...byName.values()];
  return {
    jobs: jobs.map(({ job }) => job),
    unsettledJobs: jobs
      .filter(({ job }) => !job.isSettled)
      .map(({ origin, job }) => ({ ...origin, jobExternalId: job.externalId })),
  };
}
