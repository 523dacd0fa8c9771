import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import { countedCalls, type ExpectedJob, expectedJobs } from "../../testing/otlp/expected-jobs";
import {
  innerCalls,
  type RandomSpan,
  someSending,
  someSpans,
  testSpanOf,
} from "../../testing/otlp/random-traces";
import { traceRequest } from "../../testing/otlp/trace-request";
import { receiveTraces } from "./receive-traces";

const { db, sql, tenantOf } = testDatabase();
const NOW = new Date("2026-11-24T10:05:00.000Z");

const send = async (projectId: string, lanes: readonly RandomSpan[][][]) => {
  await Promise.all(
    lanes.map(async (requests) => {
      for (const spans of requests)
        await receiveTraces(
          { db: tenantOf(projectId), projectId, now: NOW },
          traceRequest(spans.map(testSpanOf)),
        );
    }),
  );
};

/**
 * Selects the calls that count, each with its job. A wrapper whose charge was brought to 0, because it
 * contains other calls, is left out.
 */
const CALLS = (projectId: string) => sql`
  select charge.id, coalesce(reported.merged_into_job_id, reported.id) as job_id,
    sum(entry.amount_micro_usd)::int as cost, sum(entry.input_tokens)::int as tokens,
    sum(entry.cache_read_tokens)::int as cached
  from credit_transactions charge
  join credit_transactions entry on entry.project_id = charge.project_id
    and charge.id in (entry.id, entry.charge_id)
  join agent_jobs reported on reported.project_id = charge.project_id
    and reported.id = charge.agent_job_id
  where charge.project_id = ${projectId} and charge.kind = 'deduction'
  group by charge.id, reported.merged_into_job_id, reported.id
  having sum(entry.input_tokens) > 0`;

const jobsOf = (projectId: string) => sql<ExpectedJob[]>`
  select run.external_id as run, job.agent_type as "agentType", job.status,
    to_char(job.finished_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt",
    count(*)::int as calls, sum(call.cost)::int as "costMicroUsd", sum(call.tokens)::int as tokens
  from (${CALLS(projectId)}) as call
  join agent_jobs job on job.project_id = ${projectId} and job.id = call.job_id
  join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
  group by job.id, job.agent_type, job.status, job.finished_at, run.external_id`;

/** The input and cached tokens of each call that counts, in order. */
const figuresOf = async (projectId: string) =>
  (await sql<{ tokens: number; cached: number | null }[]>`${CALLS(projectId)}`)
    .map(({ tokens, cached }) => [tokens, cached])
    .sort(compare);

const expectedFigures = (spans: readonly RandomSpan[]) =>
  countedCalls(spans)
    .map((call) => {
      const around = spans.find((span) => span.cachedTokens && innerCalls(spans, span)[0] === call);
      return [call.tokens, around?.cachedTokens ?? null];
    })
    .sort(compare);

const compare = (one: (number | null)[], other: (number | null)[]): number =>
  (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);

/** The rows of the monthly rollup by agent type, which the dashboard shows. */
const agentsOf = (projectId: string) => sql`
  select agent_type as "agentType", cost_micro_usd::int as "costMicroUsd", input_tokens::int as tokens,
    jobs::int as jobs, completed_jobs::int as completed, failed_jobs::int as failed
  from monthly_agent_spend where project_id = ${projectId} and jobs > 0 order by agent_type`;

function expectedAgents(jobs: readonly ExpectedJob[]) {
  const types = [...new Set(jobs.map(({ agentType }) => agentType))].sort();
  return types.map((agentType) => {
    const own = jobs.filter((job) => job.agentType === agentType);
    const sum = (value: (job: ExpectedJob) => number) =>
      own.reduce((total, job) => total + value(job), 0);
    return {
      agentType,
      costMicroUsd: sum((job) => job.costMicroUsd),
      tokens: sum((job) => job.tokens),
      jobs: own.length,
      completed: own.filter(({ status }) => status === "completed").length,
      failed: own.filter(({ status }) => status === "failed").length,
    };
  });
}

const sorted = (jobs: readonly ExpectedJob[]) =>
  jobs.map((job) => JSON.stringify(job, Object.keys(job).sort())).sort();

test("the calls and jobs of a trace do not depend on the order, batches, repetition and concurrency of its spans", async () => {
  const sending = someSpans.chain((spans) => fc.tuple(fc.constant(spans), someSending(spans)));
  await fc.assert(
    fc.asyncProperty(sending, async ([spans, lanes]) => {
      const projectId = await makeProject(db);
      await send(projectId, lanes);
      const expected = expectedJobs(spans);
      expect(await figuresOf(projectId)).toEqual(expectedFigures(spans));
      expect(sorted(await jobsOf(projectId))).toEqual(sorted(expected));
      expect([...(await agentsOf(projectId))]).toEqual(expectedAgents(expected));
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
    }),
    { numRuns: 30 },
  );
}, 180_000);

test("a parent and its children that arrive at the same instant always settle", async () => {
  const parent = testSpanOf(span({ id: "a".repeat(16), kind: "agent", agentName: "Researcher" }));
  const children = ["b", "c", "d"].map((id) =>
    testSpanOf(span({ id: id.repeat(16), parentId: "a".repeat(16), kind: "call" })),
  );
  for (let round = 0; round < 40; round += 1) {
    const projectId = await makeProject(db);
    await Promise.all(
      [[parent], children].map((spans) =>
        receiveTraces({ db: tenantOf(projectId), projectId, now: NOW }, traceRequest(spans)),
      ),
    );
    expect([...(await agentsOf(projectId))]).toMatchObject([
      { agentType: "research", jobs: 1, completed: 1 },
    ]);
  }
}, 60_000);

const span = (span: Partial<RandomSpan>): RandomSpan => ({
  id: "1".repeat(16),
  trace: "1".repeat(32),
  parentId: null,
  kind: "step",
  agentName: null,
  conversation: null,
  responseId: null,
  isFailed: false,
  endMs: NOW.getTime() - 1_000,
  tokens: 10,
  cachedTokens: null,
  ...span,
});
