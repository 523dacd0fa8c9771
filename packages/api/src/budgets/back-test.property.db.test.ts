import { newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { correctCharge, refundCharge } from "@ai-cost/ledger";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { insertFixture, insertProject, NOW } from "../testing/fixture";

const { app, db, sql, tenantOf } = testDatabase();

const SCOPES = [
  { kind: "project", value: null },
  { kind: "agentType", value: "research" },
  { kind: "model", value: "a-model" },
] as const;

/** From before the first of the six months to now. */
const instant = fc
  .date({ min: new Date("2026-05-25T00:00:00.000Z"), max: NOW, noInvalidDate: true })
  .map((at) => at.toISOString());

const charge = fc.record({
  at: instant,
  amountMicroUsd: fc.option(fc.bigInt({ min: 1n, max: 30_000_000n }), { freq: 6 }),
  agentType: fc.constantFrom("research", "testing"),
  model: fc.constantFrom("a-model", "another"),
  /** How many percent are refunded, or, of an unpriced charge, for how many cents it is corrected. */
  adjustment: fc.option(fc.bigInt({ min: 1n, max: 100n })),
});

interface Charge {
  amountMicroUsd: bigint | null;
  adjustment: bigint | null;
}

interface Row {
  at: string;
  microUsd: bigint;
  agentType: string;
  model: string;
}

/** Every row of the ledger that is spend, with its agent type and model. */
async function ledgerRows(projectId: string): Promise<Row[]> {
  const rows = await sql`
    select charge.occurred_at as at, job.agent_type, coalesce(charge.model, original.model) as model,
      case charge.kind when 'refund' then -charge.amount_micro_usd else charge.amount_micro_usd end
        as micro_usd
    from credit_transactions as charge
    join agent_jobs as job on job.project_id = charge.project_id and job.id = charge.agent_job_id
    left join credit_transactions as original
      on original.project_id = charge.project_id and original.id = charge.charge_id
    where charge.project_id = ${projectId}`;
  return rows.map((row) => ({
    at: new Date(row.at).toISOString(),
    microUsd: BigInt(row.micro_usd ?? 0),
    agentType: row.agent_type,
    model: row.model,
  }));
}

/** Adds up the rows anew for each day and each threshold. */
function replay(rows: readonly Row[], limitMicroUsd: bigint, thresholds: readonly number[]) {
  return ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"].map((month) => {
    const ofMonth = rows.filter(({ at }) => at.startsWith(month));
    const until = (day: string) =>
      ofMonth
        .filter(({ at }) => at.slice(0, 10) <= day)
        .reduce((sum, { microUsd }) => sum + microUsd, 0n);
    const days = Array.from({ length: 31 }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`);
    return {
      month,
      spent: Number(until(`${month}-31`)) / 1e6,
      reached: thresholds.map((threshold) => ({
        threshold,
        day: days.find((day) => until(day) * 100n >= limitMicroUsd * BigInt(threshold)) ?? null,
      })),
    };
  });
}

/** Refunds a part of a charge, or sets the cost of an unpriced one. */
async function adjust(projectId: string, chargeId: string, charge: Charge | undefined) {
  if (!charge || charge.adjustment === null) return;
  const { amountMicroUsd: amount, adjustment } = charge;
  const [tenant, scope] = [tenantOf(projectId), { projectId, now: NOW }];
  const outcome =
    amount === null
      ? await correctCharge(tenant, scope, { chargeId, amountMicroUsd: adjustment * 10_000n })
      : await refundCharge(tenant, scope, {
          idempotencyKey: newId(),
          chargeId,
          amountMicroUsd: (amount * adjustment + 99n) / 100n,
        });
  expect(outcome.outcome).toBe("recorded");
}

let owner: Awaited<ReturnType<typeof insertFixture>>["owner"];
beforeEach(async () => {
  const fixture = await insertFixture(db);
  owner = fixture.owner;
  await recordCharges(tenantOf, fixture.foreignProjectId, [{ amountMicroUsd: 99_000_000n }]);
});

test("the back-test of a limit is what a replay of every charge finds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(charge, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 10_000 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
      async (charges, limitCents, unordered) => {
        const projectId = await insertProject(db, [[owner, "owner"]]);
        const recorded = await recordCharges(tenantOf, projectId, charges);
        for (const [index, { chargeId }] of recorded.entries())
          await adjust(projectId, chargeId, charges[index]);
        const thresholds = unordered.sort((a, b) => a - b);
        const rows = await ledgerRows(projectId);
        for (const scope of SCOPES) {
          const limitDollars = limitCents / 100;
          const input = { projectId, scope, limitDollars, thresholds };
          const result = await callerOf(app.db, owner).budgets.backTest(input);
          const ofScope = rows.filter(
            ({ agentType, model }) =>
              scope.kind === "project" || scope.value === agentType || scope.value === model,
          );
          expect(result).toEqual(replay(ofScope, BigInt(limitCents) * 10_000n, thresholds));
        }
      },
    ),
    { numRuns: 25 },
  );
});
