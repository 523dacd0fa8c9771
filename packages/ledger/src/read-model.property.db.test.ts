import { makeProject, testDatabase } from "@ai-cost/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "./index";
import { aWrite, scopeOf } from "./testing/random-writes";
import { readRollups } from "./testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();

/** What no sequence of writes may break, read from the tables themselves. */
async function brokenPromises(projectId: string): Promise<string[]> {
  const [broken] = await sql<{ keys: number; refunds: number; late: number; below_zero: number }[]>`
    select
      (select count(*) - count(distinct idempotency_key) from credit_transactions
        where project_id = ${projectId})::int as keys,
      (select count(*) from (
        select charge.id from credit_transactions charge
        join credit_transactions entry on entry.project_id = charge.project_id and entry.charge_id = charge.id
        where charge.project_id = ${projectId} group by charge.id, charge.amount_micro_usd
        having coalesce(charge.amount_micro_usd, 0)
          + sum(case entry.kind when 'correction' then entry.amount_micro_usd else -entry.amount_micro_usd end) < 0
      ) as overdrawn)::int as refunds,
      (select count(*) from credit_transactions entry
        join credit_transactions charge on charge.project_id = entry.project_id and charge.id = entry.charge_id
        where entry.project_id = ${projectId} and entry.occurred_at <> charge.occurred_at)::int as late,
      (select count(*) from monthly_agent_spend where project_id = ${projectId}
        and least(cost_micro_usd, refunded_micro_usd, input_tokens, output_tokens, jobs,
          completed_jobs, failed_jobs, unpriced_charges) < 0)::int as below_zero`;
  return Object.entries(broken ?? {}).flatMap(([promise, count]) => (count === 0 ? [] : [promise]));
}

const sumOf = <Row>(rows: readonly Row[], value: (row: Row) => bigint) =>
  rows.reduce((sum, row) => sum + value(row), 0n);

test("after every write of any sequence, each surface says what the three-table join says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aWrite, { maxLength: 25 }), async (writes) => {
      const projectId = await makeProject(db);
      const chargeIds: string[] = [];
      for (const write of writes) {
        await write(tenantOf(projectId), scopeOf(projectId), chargeIds);
        expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
      }
      expect(await brokenPromises(projectId)).toEqual([]);
      const { days, agents, runs } = await readRollups(db, projectId);
      const costs = [days, agents, runs].map((rows) =>
        sumOf<{ costMicroUsd: bigint }>(rows, (row) => row.costMicroUsd),
      );
      expect(new Set(costs).size).toBe(1);
      expect(sumOf(days, (row) => row.jobs)).toBe(sumOf(agents, (row) => row.jobs));
    }),
    { numRuns: 40 },
  );
}, 120_000);

test("so do sequences that run at once on one project, and none of them fails", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(aWrite, { maxLength: 12 }), { minLength: 6, maxLength: 6 }),
      async (sequences) => {
        const projectId = await makeProject(db);
        const chargeIds: string[] = [];
        await Promise.all(
          sequences.map(async (writes) => {
            for (const write of writes)
              await write(tenantOf(projectId), scopeOf(projectId), chargeIds);
          }),
        );
        expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
        expect(await brokenPromises(projectId)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
