import { testDatabase } from "@ai-cost/db/testing";
import { refundCharge } from "@ai-cost/ledger";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const gaps = (month?: string) =>
  callerOf(app.db, fixture.member).aiCost.getUsageGaps({ projectId: fixture.projectId, month });

test("the sources whose clients leave something out are listed by month, with what it concerns", async () => {
  const { projectId, foreignProjectId } = fixture;
  const [charge] = await recordCharges(tenantOf, projectId, [
    { usageGap: "no_cached_tokens", inputTokens: 100n, outputTokens: 20n },
    { usageGap: "no_cached_tokens" },
    { usageGap: "no_counts", amountMicroUsd: null },
    { usageGap: "no_counts", amountMicroUsd: null, at: "2026-10-31T23:59:59Z" },
    {},
  ]);
  await recordCharges(tenantOf, foreignProjectId, [{ usageGap: "guessed_counts" }]);
  await refundCharge(
    tenantOf(projectId),
    { projectId, now: NOW },
    {
      idempotencyKey: "refund",
      chargeId: charge?.chargeId ?? "",
      amountMicroUsd: 250_000n,
    },
  );
  const source = "a test";
  expect(await gaps()).toEqual([
    {
      source,
      usageGap: "no_cached_tokens",
      calls: 2,
      cost: 1.75,
      inputTokens: 101,
      outputTokens: 20,
    },
    { source, usageGap: "no_counts", calls: 1, cost: 0, inputTokens: 1, outputTokens: 0 },
  ]);
  expect(await gaps("2026-10")).toMatchObject([{ usageGap: "no_counts", calls: 1 }]);
  expect(await gaps("2026-09")).toEqual([]);
  await expect(gaps("2026-12")).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
