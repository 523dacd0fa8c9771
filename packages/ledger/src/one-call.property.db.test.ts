import { createDatabase, openAsOperator } from "@ai-cost/db";
import { makeProject, testDatabase } from "@ai-cost/db/testing";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { reconcile, recordUsage } from "./index";
import type { UsageReport } from "./record/usage-report";
import { scopeOf } from "./testing/random-writes";
import { readRollups } from "./testing/read-rollups";
import { reportedCalls } from "./testing/reports-of-calls";

const { app, databaseUrl, db, sql, tenantOf } = testDatabase();
const otherProcess = createDatabase(databaseUrl, { maxConnections: 4 });
afterAll(() => otherProcess.close());

/** Records several sequences of reports concurrently in a new project, each sequence by its own process. */
async function recordConcurrently(sequences: readonly UsageReport[][], batchSize: number) {
  const projectId = await makeProject(db);
  await Promise.all(
    sequences.map(async (reports, index) => {
      const client = index % 2 === 0 ? app : otherProcess;
      const [project] = await openAsOperator(client.db, projectId);
      for (let first = 0; project && first < reports.length; first += batchSize) {
        const batch = reports.slice(first, first + batchSize);
        for (const outcome of await recordUsage(project.tenant, scopeOf(projectId), batch))
          expect(["recorded", "duplicate"]).toContain(outcome.outcome);
      }
    }),
  );
  return projectId;
}

/**
 * Returns the project's totals from the rollups, after checking that the rollups equal the ledger and that
 * every call is one charge.
 */
async function totalsOf(projectId: string) {
  expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
  const [calls] = await sql`
    select count(*) filter (where output_tokens > 0)::int as calls, count(distinct job)::int as jobs,
      min(output_tokens)::int as least from (
      select coalesce(charge_id, id) as charge, min(agent_job_id::text) as job,
        sum(output_tokens) as output_tokens
      from credit_transactions where project_id = ${projectId} group by 1
    ) as call`;
  expect(calls).toMatchObject({
    calls: calls?.jobs,
    least: expect.toSatisfy((least) => least >= 0),
  });
  const { days, agents } = await readRollups(db, projectId);
  expect(agents).toMatchObject([{ unpricedCharges: 0n }]);
  return days.map(({ costMicroUsd, inputTokens, outputTokens }) => ({
    costMicroUsd,
    inputTokens,
    outputTokens,
  }));
}

test("every call counts once, whatever the order, batches and repetitions of its partial and complete reports, and with two processes", async () => {
  await fc.assert(
    fc.asyncProperty(
      reportedCalls,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 9 }),
      async ({ reports, totals }, random, batchSize) => {
        const shuffledTwice = () =>
          [...reports, ...reports]
            .map((report) => ({ report, rank: random.next().value }))
            .sort((one, other) => one.rank - other.rank)
            .map(({ report }) => report);
        const inSequence = await recordConcurrently([shuffledTwice()], batchSize);
        expect(await totalsOf(inSequence)).toEqual([totals]);
        const concurrent = await recordConcurrently([shuffledTwice(), shuffledTwice()], batchSize);
        expect(await totalsOf(concurrent)).toEqual([totals]);
      },
    ),
    { numRuns: 25 },
  );
}, 300_000);
