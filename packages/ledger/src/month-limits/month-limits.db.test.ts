import { makeProject, testDatabase } from "@ai-cost/db/testing";
import {
  isExactNumber,
  MAX_CHARGE_MICRO_USD,
  MAX_CHARGE_TOKENS,
  MAX_MONTH_MICRO_USD,
  MAX_MONTH_TOKENS,
} from "@ai-cost/domain";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  correctCharge,
  reconcile,
  recordUsage,
  refundCharge,
  settleNestedCalls,
  type UsageOutcome,
} from "../index";
import type { UsageReport } from "../record/usage-report";
import { type UsageParts, usageReport } from "../testing";
import { readRollups } from "../testing/read-rollups";

const { db, sql, tenantOf } = testDatabase();
const now = new Date("2026-11-23T12:00:00.000Z");
const at = "2026-11-05T10:00:00Z";
let projectId: string;
let strangerId: string;

const scope = (id = projectId) => ({ projectId: id, now });
const record = (reports: readonly UsageReport[], id = projectId) =>
  recordUsage(tenantOf(id), scope(id), reports);
const charge = (parts: Partial<UsageParts> = {}) =>
  usageReport({ at, run: "r", job: "j", amountMicroUsd: MAX_CHARGE_MICRO_USD, ...parts });
const charges = (count: number, parts: Partial<UsageParts> = {}) =>
  Array.from({ length: count }, () => charge(parts));
const outcomesOf = (outcomes: readonly UsageOutcome[]) => outcomes.map(({ outcome }) => outcome);
const chargeIdOf = (outcome: UsageOutcome | undefined) =>
  outcome && "chargeId" in outcome ? outcome.chargeId : "";

async function monthOf(id = projectId) {
  const { agents } = await readRollups(db, id);
  const sum = (value: (row: (typeof agents)[number]) => bigint) =>
    agents.reduce((total, row) => total + value(row), 0n);
  return {
    grossMicroUsd: sum((row) => row.costMicroUsd + row.refundedMicroUsd),
    tokens: sum((row) => row.inputTokens + row.outputTokens),
  };
}

beforeEach(async () => {
  projectId = await makeProject(db);
  strangerId = await makeProject(db);
});
afterEach(async () => {
  for (const id of [projectId, strangerId]) expect(await reconcile(tenantOf(id), id)).toEqual([]);
});

describe("a month of charges", () => {
  test("takes 11 requests of the maximum up to its limit, and refuses the rest with the reason", async () => {
    for (let request = 1; request <= 11; request += 1) {
      const outcomes = await record(charges(100 * request));
      const expected = request <= 4 ? "recorded" : "invalid";
      expect(new Set(outcomesOf(outcomes))).toEqual(new Set([expected]));
      if (request === 5)
        expect(outcomes[0]).toEqual({
          outcome: "invalid",
          reason:
            "with it the charges of 2026-11 would cost more than $1,000,000,000, the most that a project's month can hold: check the numbers and their units, or send it to another project",
        });
    }
    expect((await monthOf()).grossMicroUsd).toBe(MAX_MONTH_MICRO_USD);
    expect(outcomesOf(await record([charge({ amountMicroUsd: 1n })]))).toEqual(["invalid"]);
    expect(outcomesOf(await record([charge({ amountMicroUsd: 0n })]))).toEqual(["recorded"]);
    expect(outcomesOf(await record([charge({ job: "k", at: "2026-10-05T10:00:00Z" })]))).toEqual([
      "recorded",
    ]);
    expect(outcomesOf(await record([charge()], strangerId))).toEqual(["recorded"]);
  });

  test("decides for each report of a batch whether it fits", async () => {
    const amounts = fc.array(fc.bigInt(MAX_CHARGE_MICRO_USD / 2n, MAX_CHARGE_MICRO_USD), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(amounts, { minLength: 1, maxLength: 4 }), async (batches) => {
        const id = await makeProject(db);
        await record(charges(998), id);
        let sum = 998n * MAX_CHARGE_MICRO_USD;
        for (const batch of batches) {
          const outcomes = await record(
            batch.map((amountMicroUsd) => charge({ amountMicroUsd })),
            id,
          );
          const expected = batch.map((amountMicroUsd) => {
            const fits = sum + amountMicroUsd <= MAX_MONTH_MICRO_USD;
            if (fits) sum += amountMicroUsd;
            return fits ? "recorded" : "invalid";
          });
          expect(outcomesOf(outcomes)).toEqual(expected);
        }
        expect((await monthOf(id)).grossMicroUsd).toBe(sum);
      }),
      { numRuns: 8 },
    );
  });

  test("holds a million times a billion tokens", async () => {
    const most = {
      inputTokens: MAX_CHARGE_TOKENS,
      outputTokens: MAX_CHARGE_TOKENS,
      amountMicroUsd: 0n,
    };
    const outcomes = await record([...charges(499, most), ...charges(2, most)]);
    expect(outcomesOf(outcomes).filter((outcome) => outcome === "recorded")).toHaveLength(500);
    expect(outcomes.at(-1)).toMatchObject({
      outcome: "invalid",
      reason: expect.stringContaining("tokens"),
    });
    expect((await monthOf()).tokens).toBe(MAX_MONTH_TOKENS);
  });

  test("is full for every server, also for one that has not seen it", async () => {
    await record(charges(1000));
    const outcomes = await recordUsage(
      tenantOf(projectId.toUpperCase()),
      scope(projectId.toUpperCase()),
      [charge({ job: "other" })],
    );
    expect(outcomesOf(outcomes)).toEqual(["invalid"]);
  });

  test("never exceeds the largest exact JSON number, with many concurrent writers", async () => {
    await Promise.all(Array.from({ length: 12 }, () => record(charges(200))));
    const { grossMicroUsd } = await monthOf();
    expect(grossMicroUsd).toBe(MAX_MONTH_MICRO_USD);
    expect(isExactNumber(grossMicroUsd)).toBe(true);
  });

  test("keeps its limit when charges are refunded", async () => {
    const outcomes = await record(charges(1000));
    const refund = { chargeId: chargeIdOf(outcomes[0]), amountMicroUsd: MAX_CHARGE_MICRO_USD };
    expect(
      await refundCharge(tenantOf(projectId), scope(), { ...refund, idempotencyKey: "refund" }),
    ).toMatchObject({ outcome: "recorded" });
    expect(outcomesOf(await record([charge({ amountMicroUsd: 1n })]))).toEqual(["invalid"]);
  });

  test("refuses corrections and completions that do not fit", async () => {
    const unpriced = charge({ key: "unpriced", amountMicroUsd: null, outputTokens: 5n });
    const [first] = await record([
      unpriced,
      ...charges(999),
      charge({ amountMicroUsd: 999_999_999_999n }),
    ]);
    const correction = { chargeId: chargeIdOf(first), amountMicroUsd: 2n };
    const correct = () => correctCharge(tenantOf(projectId), scope(), correction);
    expect(await correct()).toMatchObject({
      outcome: "invalid",
      reason: expect.stringContaining("2026-11"),
    });
    const fuller = { ...unpriced, outputTokens: 6n, content: { outputTokens: 6 } };
    const priced = {
      amountMicroUsd: 2n,
      costSource: "reported",
      costByKind: { output: 2 },
    } as const;
    expect(await record([{ ...fuller, ...priced }])).toMatchObject([{ outcome: "invalid" }]);
    const call = { key: "unpriced", ownKey: "unpriced", report: null, received: null };
    const wrapper = { ...call, key: "wrapper", report: { ...fuller, ...priced } };
    await settleNestedCalls(tenantOf(projectId), scope(), {
      readWrappers: async () => [{ wrapper, innerCalls: [call] }],
      priceAgain: () => null,
    });
    expect((await monthOf()).grossMicroUsd).toBe(MAX_MONTH_MICRO_USD - 1n);
    expect(await record([fuller])).toMatchObject([{ outcome: "recorded" }]);
    correction.amountMicroUsd = 1n;
    expect(await correct()).toMatchObject({ outcome: "recorded" });
    expect((await monthOf()).grossMicroUsd).toBe(MAX_MONTH_MICRO_USD);
  });
});

test("a month that an earlier version let overflow refuses further charges without an error", async () => {
  const outcomes = await record(charges(2));
  for (const table of ["daily_spend", "monthly_agent_spend", "monthly_run_spend"])
    await sql`update ${sql(table)} set cost_micro_usd = 9223372036854775807 where project_id = ${projectId}`;
  expect(await record([charge()])).toMatchObject([{ outcome: "invalid" }]);
  expect(await record([charge({ job: "new" })])).toMatchObject([{ outcome: "invalid" }]);
  const refund = { chargeId: chargeIdOf(outcomes[0]), amountMicroUsd: 5n };
  expect(
    await refundCharge(tenantOf(projectId), scope(), { ...refund, idempotencyKey: "refund" }),
  ).toMatchObject({ outcome: "recorded" });
  await sql`delete from daily_spend where project_id = ${projectId}`;
  await sql`delete from monthly_agent_spend where project_id = ${projectId}`;
  await sql`delete from monthly_run_spend where project_id = ${projectId}`;
  const { rebuild } = await import("../index");
  await rebuild(tenantOf(projectId), projectId);
});

test.each([
  [
    "costs more than a million dollars",
    { amountMicroUsd: MAX_CHARGE_MICRO_USD + 1n },
    "$1,000,000",
  ],
  ["has more than 10^12 tokens", { inputTokens: MAX_CHARGE_TOKENS + 1n }, "1000000000000"],
  ["has the reserved agent type", { agentType: "*" }, "reserved"],
])(
  "a charge that %s is refused with the reason, and the others of its batch are not",
  async (_, parts, reason) => {
    expect(await record([charge(parts), charge()])).toMatchObject([
      { outcome: "invalid", reason: expect.stringContaining(reason) },
      { outcome: "recorded" },
    ]);
  },
);
