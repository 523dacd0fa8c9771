import { newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { refundCharge } from "@ai-cost/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { insertProject, insertUser, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();

/** The permitted error of a sum of many doubles. */
const PRECISION = 1e-9;
const MOST_MICRO_USD = [0n, 1n, 2n, 100n, 10_000n, 3_333_333n, 100_000_000n, 999_999_999_999n];

interface SomeCharge {
  agent: number;
  amountMicroUsd: bigint;
  isRefunded: boolean;
}

const aCharge = (mostMicroUsd: readonly bigint[], isRefunded: fc.Arbitrary<boolean>) =>
  fc.record({
    agent: fc.integer({ min: 1, max: 14 }),
    amountMicroUsd: fc.oneof(...mostMicroUsd.map((most) => fc.bigInt(0n, most))),
    isRefunded,
  });

/** Charges of every magnitude. One project in four has no cost, or no cost after refunds. */
const someCharges: fc.Arbitrary<SomeCharge[]> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(
      aCharge(
        MOST_MICRO_USD,
        fc.nat(9).map((number) => number === 0),
      ),
      {
        maxLength: 40,
      },
    ),
  },
  { weight: 1, arbitrary: fc.array(aCharge([0n, 1n], fc.constant(true)), { maxLength: 40 }) },
);

async function record(projectId: string, charges: readonly SomeCharge[]): Promise<void> {
  const recorded = await recordCharges(
    tenantOf,
    projectId,
    charges.map(({ agent, amountMicroUsd }) => ({
      run: `run ${agent % 3}`,
      job: `job ${agent}`,
      agentType: `agent ${agent}`,
      amountMicroUsd,
    })),
  );
  for (const [index, { amountMicroUsd, isRefunded }] of charges.entries()) {
    if (!isRefunded || amountMicroUsd === 0n) continue;
    const refund = { chargeId: recorded[index]?.chargeId ?? "", amountMicroUsd };
    const scope = { projectId, now: NOW };
    await refundCharge(tenantOf(projectId), scope, { idempotencyKey: newId(), ...refund });
  }
}

const microUsd = (dollars: number) => Math.round(dollars * 1e6);

interface Part {
  cost: number;
  pctOfTotal: number;
}

/** Compares each share with a share that is computed from integer micro-dollars. */
function expectShares(parts: readonly Part[], totalCost: number): void {
  for (const { cost, pctOfTotal } of parts) {
    const exact = totalCost === 0 ? 0 : (microUsd(cost) / microUsd(totalCost)) * 100;
    expect(Math.abs(pctOfTotal - exact)).toBeLessThanOrEqual(PRECISION);
    expect(pctOfTotal).toBeGreaterThanOrEqual(0);
    expect(pctOfTotal).toBeLessThanOrEqual(100);
  }
}

function expectSum(parts: readonly Part[], totalCost: number): void {
  const sum = parts.reduce((all, { pctOfTotal }) => all + pctOfTotal, 0);
  expect(Math.abs(sum - (totalCost === 0 ? 0 : 100))).toBeLessThanOrEqual(PRECISION);
}

test("shares are from 0 to 100 and add up to 100, and they are 0 when the total is 0", async () => {
  const owner = await insertUser(db);
  const { aiCost } = callerOf(app.db, owner);
  await fc.assert(
    fc.asyncProperty(someCharges, async (charges) => {
      const projectId = await insertProject(db, [[owner, "owner"]]);
      await record(projectId, charges);
      const { totalCost, agentBreakdown, topRuns } = await aiCost.getMonthlySummary({ projectId });
      expectShares(agentBreakdown, totalCost);
      expectSum(agentBreakdown, totalCost);
      expectShares(topRuns, totalCost);
    }),
    { numRuns: 10, endOnFailure: true },
  );
  const { projects: rows, totalCost } = await aiCost.getCrossProjectSummary();
  expect(rows).toHaveLength(10);
  const projects = rows.map(({ cost, pctOfTotal }) => ({
    cost: cost ?? NaN,
    pctOfTotal: pctOfTotal ?? NaN,
  }));
  expectShares(projects, totalCost ?? NaN);
  expectSum(projects, totalCost ?? NaN);
});
