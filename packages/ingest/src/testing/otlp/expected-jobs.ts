import { type RandomSpan, SERVICE } from "./random-traces";

/** A job as the ledger should contain it. */
export interface ExpectedJob {
  run: string;
  agentType: string;
  status: string;
  finishedAt: string | null;
  charges: number;
  costMicroUsd: number;
  tokens: number;
}

const TYPES: Readonly<Record<string, string>> = {
  Researcher: "research",
  Tester: "testing",
  planner: "planner",
};

/** The expected jobs of the spans, computed from the complete traces. */
export function expectedJobs(spans: readonly RandomSpan[]): ExpectedJob[] {
  const jobs = new Map<string, ExpectedJob>();
  for (const call of spans.filter(({ kind }) => kind === "call")) {
    const firstSpanId = call.parentId ?? call.id;
    const key = [call.trace, firstSpanId, call.agentName, call.conversation].join();
    const job = jobs.get(key) ?? newJob(spans, call, firstSpanId);
    jobs.set(key, {
      ...job,
      charges: job.charges + 1,
      costMicroUsd: job.costMicroUsd + call.costMicroUsd,
      tokens: job.tokens + call.tokens,
    });
  }
  return [...jobs.values()];
}

function newJob(spans: readonly RandomSpan[], call: RandomSpan, firstSpanId: string): ExpectedJob {
  const { ancestors, isComplete } = ancestorsOf(spans, call.trace, firstSpanId);
  const agents = ancestors.filter(({ kind }) => kind === "agent" || kind === "unnamed agent");
  const namedAgent = agents.find(({ agentName }) => agentName !== null);
  const isKnown =
    isComplete || namedAgent !== undefined || (call.agentName !== null && agents.length > 0);
  const agentName = call.agentName ?? (isKnown ? (namedAgent?.agentName ?? SERVICE) : null);
  const endSpan = agents[0] ?? ancestors[0];
  const isEnded = isKnown && endSpan !== undefined;
  return {
    run: call.conversation ?? call.trace,
    agentType: agentName === null ? "unknown" : (TYPES[agentName] ?? agentName),
    status: !isEnded ? "running" : endSpan.isFailed ? "failed" : "completed",
    finishedAt: isEnded ? new Date(endSpan.endMs).toISOString() : null,
    charges: 0,
    costMicroUsd: 0,
    tokens: 0,
  };
}

/** A span and its ancestors up to the root. The list is incomplete when a parent is never sent. */
function ancestorsOf(spans: readonly RandomSpan[], trace: string, firstSpanId: string) {
  const ancestors: RandomSpan[] = [];
  for (let id: string | null = firstSpanId; id !== null; ) {
    const next: RandomSpan | undefined = spans.find(
      (span) => span.id === id && span.trace === trace,
    );
    if (!next) return { ancestors, isComplete: false };
    ancestors.push(next);
    id = next.parentId;
  }
  return { ancestors, isComplete: true };
}
