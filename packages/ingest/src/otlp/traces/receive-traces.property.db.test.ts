import { makeProject, testDatabase } from "@ai-cost/db/testing";
import { reconcile } from "@ai-cost/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExpectedJob, expectedJobs } from "../../testing/otlp/expected-jobs";
import {
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

const jobsOf = (projectId: string) => sql<ExpectedJob[]>`
  select run.external_id as run, job.agent_type as "agentType", job.status,
    to_char(job.finished_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finishedAt",
    count(*)::int as charges, sum(charge.amount_micro_usd)::int as "costMicroUsd",
    sum(charge.input_tokens)::int as tokens
  from agent_jobs job
  join pipeline_runs run on run.project_id = job.project_id and run.id = job.pipeline_run_id
  join credit_transactions charge on charge.project_id = job.project_id and charge.agent_job_id = job.id
  where job.project_id = ${projectId}
  group by job.id, job.agent_type, job.status, job.finished_at, run.external_id`;

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

test("any order, batching, repetition and concurrency of a trace's spans gives the same jobs", async () => {
  const sending = someSpans.chain((spans) => fc.tuple(fc.constant(spans), someSending(spans)));
  await fc.assert(
    fc.asyncProperty(sending, async ([spans, lanes]) => {
      const projectId = await makeProject(db);
      await send(projectId, lanes);
      const expected = expectedJobs(spans);
      expect(sorted(await jobsOf(projectId))).toEqual(sorted(expected));
      expect([...(await agentsOf(projectId))]).toEqual(expectedAgents(expected));
      expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
    }),
    { numRuns: 60 },
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
  isFailed: false,
  endMs: NOW.getTime() - 1_000,
  costMicroUsd: 5,
  tokens: 10,
  ...span,
});
