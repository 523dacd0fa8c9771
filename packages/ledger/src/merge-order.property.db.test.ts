import { USAGE_GAPS } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeJobs, reconcile, recordUsage, updateJobs } from "./index";
import { usageReport } from "./testing";
import { scopeOf } from "./testing/random-writes";
import { readStoredRows } from "./testing/stored-rows";

const { db, sql, tenantOf } = testDatabase();
const NOW_MS = Date.parse("2026-11-23T12:00:00.000Z");

/** A report about one of the jobs. The other jobs are merged into the job `agent`. */
const aReport = fc.record({
  job: fc.constantFrom("agent", "one", "two", "three"),
  isUpdate: fc.boolean(),
  isNamed: fc.boolean(),
  isFinal: fc.boolean(),
  hoursBack: fc.nat(2_000),
  amountMicroUsd: fc.option(fc.bigInt(0n, 9_999n), { freq: 4 }),
  usageGap: fc.constantFrom(null, null, ...USAGE_GAPS),
});
type Report = typeof aReport extends fc.Arbitrary<infer Value> ? Value : never;
type Step = { key: string } & ({ report: Report } | { from: string; into: string });

/** The merges that every sequence contains. The third job is merged into the second, and the second into `agent`. */
const MERGES: Step[] = [
  ["one", "agent"],
  ["two", "agent"],
  ["three", "two"],
].map(([from = "", into = ""]) => ({ key: from, from, into }));

const isInvocation = (job: string) => job === "agent";
const agentTypeOf = (job: string) => (isInvocation(job) ? "testing" : "design");
const statusOf = (job: string) =>
  isInvocation(job) ? ("completed" as const) : ("failed" as const);
const runOf = (job: string) => (isInvocation(job) ? "run" : "provisional");

async function take(projectId: string, step: Step): Promise<void> {
  const [tenant, scope] = [tenantOf(projectId), scopeOf(projectId)];
  if ("into" in step) {
    const merge = { fromExternalId: step.from, intoExternalId: step.into };
    await mergeJobs(tenant, scope, [{ ...merge, runExternalId: runOf(step.into) }]);
    return;
  }
  const { job, isNamed, isFinal, isUpdate, hoursBack, ...amounts } = step.report;
  const at = new Date(NOW_MS - hoursBack * 3_600_000);
  const agentType = isNamed ? agentTypeOf(job) : null;
  const status = statusOf(job);
  if (isUpdate) {
    const update = { externalId: job, agentType, ...(isFinal && { finished: { status, at } }) };
    await updateJobs(tenant, scope, [update]);
  }
  const charge = { key: step.key, job, run: runOf(job), at, agentType, ...amounts };
  await recordUsage(tenant, scope, [
    usageReport({ ...charge, ...(isFinal && { finished: status }) }),
  ]);
}

/** Runs the steps of each lane in order and the lanes concurrently. Returns the rows that result. */
async function rowsAfter(lanes: readonly (readonly Step[])[]) {
  const projectId = await makeProject(db);
  await Promise.all(
    lanes.map(async (steps) => {
      for (const step of steps) await take(projectId, step);
    }),
  );
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  const { runs, jobs, days, agents, runSpend, gaps } = await readStoredRows(sql, projectId);
  const counted = jobs.filter(({ row }) => row.external_id === "agent");
  const chains = await sql`
    select 1 from agent_jobs part
    join agent_jobs job on job.project_id = part.project_id and job.id = part.merged_into_job_id
    where part.project_id = ${projectId}
      and (job.external_id <> 'agent' or job.pipeline_run_id <> part.pipeline_run_id)`;
  expect(chains).toEqual([]);
  return { runs, counted, days, agents, runSpend, gaps };
}

const shuffled = (steps: readonly Step[], random: Iterator<number>) =>
  steps
    .map((step) => ({ step, rank: random.next().value }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ step }) => step);

test("charges, names, statuses and merges in any order and repetition, by concurrent reporters, count the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aReport, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (reports, random) => {
        const steps = [
          ...reports.map((report, index) => ({ key: `k${index}`, report })),
          ...MERGES,
        ];
        const inOrder = await rowsAfter([steps]);
        const again = [...steps, ...steps];
        expect(await rowsAfter([shuffled(again, random)])).toEqual(inOrder);
        const lanes = [steps, again, steps].map((lane) => shuffled(lane, random));
        expect(await rowsAfter(lanes)).toEqual(inOrder);
      },
    ),
    { numRuns: 25 },
  );
}, 180_000);
