import { type RandomSpan, SERVICE } from "./random-traces";

/** A job as the ledger should have it. */
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

/** The jobs that the spans make, told from the whole traces at once. */
export function expectedJobs(spans: readonly RandomSpan[]): ExpectedJob[] {
  const jobs = new Map<string, ExpectedJob>();
  for (const call of spans.filter(({ kind }) => kind === "call")) {
    const beginId = call.parentId ?? call.id;
    const key = [call.trace, beginId, call.agentName, call.conversation].join();
    const job = jobs.get(key) ?? newJob(spans, call, beginId);
    jobs.set(key, {
      ...job,
      charges: job.charges + 1,
      costMicroUsd: job.costMicroUsd + call.costMicroUsd,
      tokens: job.tokens + call.tokens,
    });
  }
  return [...jobs.values()];
}

function newJob(spans: readonly RandomSpan[], call: RandomSpan, beginId: string): ExpectedJob {
  const { way, isWhole } = wayUp(spans, call.trace, beginId);
  const agents = way.filter(({ kind }) => kind === "agent" || kind === "unnamed agent");
  const namedAgent = agents.find(({ agentName }) => agentName !== null);
  const isKnown =
    isWhole || namedAgent !== undefined || (call.agentName !== null && agents.length > 0);
  const agentName = call.agentName ?? (isKnown ? (namedAgent?.agentName ?? SERVICE) : null);
  const bound = agents[0] ?? way[0];
  const isEnded = isKnown && bound !== undefined;
  return {
    run: call.conversation ?? call.trace,
    agentType: agentName === null ? "unknown" : (TYPES[agentName] ?? agentName),
    status: !isEnded ? "running" : bound.isFailed ? "failed" : "completed",
    finishedAt: isEnded ? new Date(bound.endMs).toISOString() : null,
    charges: 0,
    costMicroUsd: 0,
    tokens: 0,
  };
}

/** The spans from here to the root; not whole when a link leads to a span that is never sent. */
function wayUp(spans: readonly RandomSpan[], trace: string, beginId: string) {
  const way: RandomSpan[] = [];
  for (let id: string | null = beginId; id !== null; ) {
    const next: RandomSpan | undefined = spans.find(
      (span) => span.id === id && span.trace === trace,
    );
    if (!next) return { way, isWhole: false };
    way.push(next);
    id = next.parentId;
  }
  return { way, isWhole: true };
}
