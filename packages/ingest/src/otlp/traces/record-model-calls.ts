import { mapInSlices } from "@ai-cost/fairness";
import type { UsageOutcome, UsageReport } from "@ai-cost/ledger";
import type { IngestContext } from "../../calls/ingest-context";
import { loadSettings, recordReports } from "../../calls/record-calls";
import { type ProjectSettings, usageReportOfCall } from "../../calls/usage-report-of-call";
import { rejectionReason } from "../rejection-reason";
import type { Rejections } from "../rejections";
import type { SpanCall } from "./read/span-calls";
import type { RecordedCalls } from "./recorded-spans";
import { findSpansBeneath } from "./settle/find-spans-beneath";
import { jobStateOf } from "./settle/job-state";
import { type CallJob, jobOfCall } from "./tree/job-of-call";
import type { SpanSummary } from "./tree/span-summary";
import { TraceTree } from "./tree/trace-tree";
import { wrappersIn } from "./tree/wrappers";

/** A call with its job and its report. */
interface PlacedCall extends Pick<SpanCall, "spanId" | "origin"> {
  job: CallJob;
  report: UsageReport;
}

interface RecordedCall extends PlacedCall {
  isDuplicate: boolean;
  /** Whether recording the call also updated the job with the agent and status from the spans. */
  isJobUpdated: boolean;
}

/**
 * Records the calls. The spans above a call determine its job, which is provisional while spans are
 * missing. Wrappers of other calls are not recorded. `summaries` are the summaries of the request's spans.
 */
export async function recordModelCalls(
  context: IngestContext,
  summaries: readonly SpanSummary[],
  calls: readonly SpanCall[],
  rejections: Rejections,
): Promise<RecordedCalls> {
  const beneath = await findSpansBeneath(context, summaries);
  const tree = new TraceTree([...beneath, ...summaries]);
  const placed = await placeCalls(context, tree, calls);
  const wrappers = wrappersIn(tree);
  const counted = placed.filter(({ spanId }) => !wrappers.has(spanId));
  const recorded = await recordCounted(context, counted, rejections);
  const shared = recorded.filter(({ job, isDuplicate }) => isDuplicate || !job.isSettled);
  const duplicates = recorded.filter(({ isDuplicate }) => isDuplicate);
  return {
    reports: new Map(placed.map(({ spanId, report }) => [spanId, report])),
    duplicateReports: new Map(duplicates.map(({ spanId, report }) => [spanId, report])),
    sharedTraceIds: new Set([
      ...beneath.map(({ traceId }) => traceId),
      ...shared.map(({ origin }) => origin.traceId),
    ]),
    ...jobsOf(recorded),
  };
}

async function placeCalls(
  context: IngestContext,
  tree: TraceTree,
  calls: readonly SpanCall[],
): Promise<PlacedCall[]> {
  if (calls.length === 0) return [];
  const settings = await loadSettings(context);
  return mapInSlices(calls, (call) => placeCall(tree, call, settings));
}

function placeCall(
  tree: TraceTree,
  { spanId, origin, call }: SpanCall,
  settings: ProjectSettings,
): PlacedCall {
  const job = jobOfCall(tree, origin);
  // The job is not part of the report's content. It is determined by the spans above, which may arrive
  // later, so the content would differ when the call is sent again.
  const ownJob = { externalId: job.externalId, isAssumed: true, agentName: null };
  const state = jobStateOf(settings.agentNames, job);
  const report = usageReportOfCall({ ...call, job: ownJob }, settings, state);
  return { spanId, origin, job, report };
}

/** Records the calls, and returns those that were recorded now or by an earlier request. */
async function recordCounted(
  context: IngestContext,
  calls: readonly PlacedCall[],
  rejections: Rejections,
): Promise<RecordedCall[]> {
  const outcomes = await recordReports(
    context,
    calls.map(({ report }) => report),
  );
  const again = await recordRefusedAgain(context, calls, outcomes);
  return calls.flatMap((call, index) => {
    const outcome = again.get(call) ?? outcomes[index];
    const reason = outcome ? rejectionReason(outcome) : null;
    if (reason !== null) rejections.add(reason);
    const isDuplicate = outcome?.outcome === "duplicate";
    const isJobUpdated = !isDuplicate && !again.has(call);
    return reason === null ? [{ ...call, isDuplicate, isJobUpdated }] : [];
  });
}

/**
 * Records the refused calls again, this time without the agent and status of their jobs, because a
 * contradiction about a job must not prevent its calls from being counted.
 */
async function recordRefusedAgain(
  context: IngestContext,
  calls: readonly PlacedCall[],
  outcomes: readonly UsageOutcome[],
): Promise<Map<PlacedCall, UsageOutcome | undefined>> {
  const refused = calls.filter((_, index) => {
    const outcome = outcomes[index];
    return outcome && rejectionReason(outcome) !== null;
  });
  const again = await recordReports(
    context,
    refused.map(({ report, job: { externalId } }) => ({ ...report, job: { externalId } })),
  );
  return new Map(refused.map((call, index) => [call, again[index]]));
}

/**
 * Returns the jobs of the calls. `jobs` are the jobs that still need an update. A job that was updated
 * when one of its calls was recorded needs none.
 */
function jobsOf(calls: readonly RecordedCall[]): Pick<RecordedCalls, "jobs" | "unsettledJobs"> {
  const byName = new Map<string, RecordedCall>();
  for (const call of calls)
    if (!byName.get(call.job.externalId)?.isJobUpdated) byName.set(call.job.externalId, call);
  const jobs = [...byName.values()];
  return {
    jobs: jobs.filter(({ isJobUpdated }) => !isJobUpdated).map(({ job }) => job),
    unsettledJobs: jobs
      .filter(({ job }) => !job.isSettled)
      .map(({ origin, job }) => ({ ...origin, jobExternalId: job.externalId })),
  };
}
