import { agentJobs, newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { refundCharge } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const summary = () =>
  callerOf(app.db, fixture.member).aiCost.getMonthlySummary({ projectId: fixture.projectId });

describe("the five most expensive runs", () => {
  test("are ordered by cost, then by later start, then by id, and have only this month's cost", async () => {
    const started = (day: string) => `2026-10-${day}T00:00:00.000Z`;
    const at = "2026-11-02T00:00:00Z";
    const ids = await recordCharges(tenantOf, fixture.projectId, [
      { run: "free", at, amountMicroUsd: 0n },
      { run: "cheap", at, amountMicroUsd: 1n },
      { run: "early", at, amountMicroUsd: 3_000_000n, startedAt: started("01") },
      { run: "late", at, amountMicroUsd: 3_000_000n, startedAt: started("02") },
      { run: "twin a", at, amountMicroUsd: 2_000_000n, startedAt: started("03") },
      { run: "twin b", at, amountMicroUsd: 2_000_000n, startedAt: started("03") },
      { run: "twin c", at, amountMicroUsd: 2_000_000n, startedAt: started("04") },
      {
        run: "spans",
        at,
        amountMicroUsd: 6_000_000n,
        trigger: "webhook",
        inputTokens: 3n,
        outputTokens: 4n,
      },
      { run: "spans", at: "2026-10-31T00:00:00Z", amountMicroUsd: 9_000_000n, inputTokens: 100n },
    ]);
    const runIds = ids.map(({ runId }) => runId);
    const [, , early, late, twinA, twinB, twinC, spans] = runIds;
    const { topRuns, totalCost } = await summary();
    expect(totalCost).toBe(18.000001);
    const [firstTwin] = [twinA, twinB].sort();
    expect(topRuns.map(({ runId }) => runId)).toEqual([spans, late, early, twinC, firstTwin]);
    expect(topRuns[0]).toEqual({
      runId: spans,
      externalId: "spans",
      unpricedCharges: 0,
      jobsEndedAt: null,
      status: "running",
      trigger: "webhook",
      startedAt: "2026-10-31T00:00:00.000Z",
      jobCount: 2,
      totalTokens: 7,
      cost: 6,
      pctOfTotal: (6_000_000 * 100) / 18_000_001,
    });
  });

  test("have the number of their charged jobs in all months", async () => {
    const [ids] = await recordCharges(tenantOf, fixture.projectId, [
      { run: "nightly", at: "2026-11-02T00:00:00Z" },
      { run: "nightly", at: "2026-10-02T00:00:00Z" },
    ]);
    await db.insert(agentJobs).values({
      projectId: fixture.projectId,
      id: newId(),
      pipelineRunId: ids?.runId ?? "",
      agentType: "research",
      status: "queued",
      startedAt: NOW,
    });
    expect((await summary()).topRuns).toMatchObject([{ jobCount: 2 }]);
  });

  test("do not include a run that cost nothing, or whose cost was refunded", async () => {
    const [free, refunded] = await recordCharges(tenantOf, fixture.projectId, [
      { run: "free", amountMicroUsd: 0n },
      { run: "refunded", amountMicroUsd: 5n },
      { run: "unpriced", amountMicroUsd: null },
    ]);
    const chargeId = refunded?.chargeId ?? "";
    await refundCharge(
      tenantOf(fixture.projectId),
      { projectId: fixture.projectId, now: NOW },
      { idempotencyKey: "all", chargeId, amountMicroUsd: 5n },
    );
    expect(free).toBeDefined();
    expect((await summary()).topRuns).toEqual([]);
  });
});
