import { makeProject, testDatabase } from "@ai-cost/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reconcile } from "./index";
import { aWrite, scopeOf } from "./testing/random-writes";
import { readRollups } from "./testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();

/** Returns the invariants that a sequence of writes has broken. It reads them from the tables. */
async function brokenInvariants(projectId: string): Promise<string[]> {
  const [broken] = await sql<
    {
      duplicate_keys: number;
      overdrawn_charges: number;
      moved_adjustments: number;
      below_zero: number;
    }[]
  >`
    select
      (select count(*) - count(distinct idempotency_key) from credit_transactions
        where project_id = ${projectId})::int as duplicate_keys,
      (select count(*) from (
        select charge.id from credit_transactions charge
        join credit_transactions adjustment on adjustment.project_id = charge.project_id and adjustment.charge_id = charge.id
        where charge.project_id = ${projectId} group by charge.id, charge.amount_micro_usd
        having coalesce(charge.amount_micro_usd, 0)
          + sum(case adjustment.kind when 'refund' then -adjustment.amount_micro_usd else adjustment.amount_micro_usd end) < 0
      ) as overdrawn)::int as overdrawn_charges,
      (select count(*) from credit_transactions adjustment
        join credit_transactions charge on charge.project_id = adjustment.project_id and charge.id = adjustment.charge_id
        where adjustment.project_id = ${projectId} and adjustment.occurred_at <> charge.occurred_at)::int as moved_adjustments,
      (select count(*) from monthly_agent_spend where project_id = ${projectId}
        and least(cost_micro_usd, refunded_micro_usd, input_tokens, output_tokens, jobs,
          completed_jobs, failed_jobs, unpriced_charges) < 0)::int as below_zero`;
  return Object.entries(broken ?? {}).flatMap(([invariant, count]) =>
    count === 0 ? [] : [invariant],
  );
}

const sumOf = <Row>(rows: readonly Row[], value: (row: Row) => bigint) =>
  rows.reduce((sum, row) => sum + value(row), 0n);

test("after every write of any sequence, each rollup equals the three-table join", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aWrite, { maxLength: 25 }), async (writes) => {
      const projectId = await makeProject(db);
      const chargeIds: string[] = [];
      for (const write of writes) {
        await write(tenantOf(projectId), scopeOf(projectId), chargeIds);
        expect(await reconcile(tenantOf(projectId), projectId)).toEqual([]);
      }
      expect(await brokenInvariants(projectId)).toEqual([]);
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

test("sequences that run concurrently on one project all succeed and leave each rollup exact", async () => {
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
        expect(await brokenInvariants(projectId)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
}, 300_000);
