import { innerCalls, type RandomSpan, SERVICE } from "./random-traces";

/** A job as the ledger should contain it. */
export interface ExpectedJob {
  run: string;
  agentType: string;
  status: string;
  finishedAt: string | null;
  calls: number;
  costMicroUsd: number;
  tokens: number;
}

const TYPES: Readonly<Record<string, string>> = {
  Researcher: "research",
  Tester: "testing",
  planner: "planner",
};

/**
 * Computes the expected jobs from the complete traces. Only innermost calls count. They are grouped by the
 * agent invocation that they belong to, otherwise by trace.
 */
export function expectedJobs(spans: readonly RandomSpan[]): ExpectedJob[] {
  const jobs = new Map<string, ExpectedJob>();
  for (const call of countedCalls(spans)) {
    const place = placeOf(spans, call);
    const job = jobs.get(place.key) ?? place.job;
    jobs.set(place.key, {
      ...job,
      calls: job.calls + 1,
      costMicroUsd: job.costMicroUsd + call.tokens,
      tokens: job.tokens + call.tokens,
    });
  }
  return [...jobs.values()];
}

/** Returns the calls that contain no other call. */
export const countedCalls = (spans: readonly RandomSpan[]): RandomSpan[] =>
  spans.filter((span) => span.kind === "call" && innerCalls(spans, span).length === 0);

const isAgent = ({ kind }: RandomSpan): boolean => kind === "agent" || kind === "unnamed agent";

/** Returns the job of a call, with counts of 0, and a key that identifies the job. */
function placeOf(
  spans: readonly RandomSpan[],
  call: RandomSpan,
): { key: string; job: ExpectedJob } {
  const { ancestors, missingId } = ancestorsOf(spans, call);
  const above = call.parentId === null ? ancestors : ancestors.slice(1);
  const agent = above.find(isAgent);
  const jobSpan = agent ?? (missingId === null ? above.at(-1) : undefined);
  const name = nameIn(ancestors);
  const isSettled = missingId === null || (agent !== undefined && name !== null);
  const upTo = jobSpan ? ancestors.slice(0, ancestors.indexOf(jobSpan)) : ancestors;
  const ownName = nameIn(upTo);
  const agentName = name ?? (isSettled ? SERVICE : null);
  const end = isSettled ? jobSpan : undefined;
  return {
    key: [
      call.trace,
      jobSpan?.id ?? missingId,
      ownName === jobSpan?.agentName ? null : ownName,
      call.conversation,
    ].join(),
    job: {
      run: call.conversation ?? call.trace,
      agentType: agentName === null ? "unknown" : (TYPES[agentName] ?? agentName),
      status: end === undefined ? "running" : end.isFailed ? "failed" : "completed",
      finishedAt: end === undefined ? null : new Date(end.endMs).toISOString(),
      calls: 0,
      costMicroUsd: 0,
      tokens: 0,
    },
  };
}

const nameIn = (spans: readonly RandomSpan[]): string | null =>
  spans.find(({ agentName }) => agentName !== null)?.agentName ?? null;

/** Returns the call and its ancestors, and the id of the first ancestor that is never sent. */
function ancestorsOf(spans: readonly RandomSpan[], call: RandomSpan) {
  const ancestors = [call];
  for (let id = call.parentId; id !== null; ) {
    const next = spans.find((span) => span.id === id && span.trace === call.trace);
    if (!next) return { ancestors, missingId: id };
    ancestors.push(next);
    id = next.parentId;
  }
  return { ancestors, missingId: null };
}
