import { agentJobs, newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { refundCharge } from "@ai-cost/ledger";
import { beforeEach, describe, expect, test } from "vitest";
import { record } from "../testing/usage";
import { callerOf, NOW, newWorld, type World } from "../testing/world";

const { app, db, tenantOf } = testDatabase();
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

const summary = () =>
  callerOf(app.db, world.member).aiCost.getMonthlySummary({ projectId: world.projectId });

describe("the five dearest runs", () => {
  test("come by cost, then by later start, then by id, with this month's part alone", async () => {
    const started = (day: string) => `2026-10-${day}T00:00:00.000Z`;
    const at = "2026-11-02T00:00:00Z";
    const ids = await record(tenantOf(world.projectId), world.projectId, [
      { run: "free", at, cost: 0n },
      { run: "cheap", at, cost: 1n },
      { run: "early", at, cost: 3_000_000n, startedAt: started("01") },
      { run: "late", at, cost: 3_000_000n, startedAt: started("02") },
      { run: "twin a", at, cost: 2_000_000n, startedAt: started("03") },
      { run: "twin b", at, cost: 2_000_000n, startedAt: started("03") },
      { run: "twin c", at, cost: 2_000_000n, startedAt: started("04") },
      { run: "spans", at, cost: 6_000_000n, trigger: "webhook", inputTokens: 3n, outputTokens: 4n },
      { run: "spans", at: "2026-10-31T00:00:00Z", cost: 9_000_000n, inputTokens: 100n },
    ]);
    const runIds = ids.map(({ runId }) => runId);
    const [, , early, late, twinA, twinB, twinC, spans] = runIds;
    const { topRuns, totalCost } = await summary();
    expect(totalCost).toBe(18.000001);
    const [firstTwin] = [twinA, twinB].sort();
    expect(topRuns.map(({ runId }) => runId)).toEqual([spans, late, early, twinC, firstTwin]);
    expect(topRuns[0]).toEqual({
      runId: spans,
      status: "running",
      trigger: "webhook",
      startedAt: "2026-10-31T00:00:00.000Z",
      jobCount: 2,
      totalTokens: 7,
      cost: 6,
      pctOfTotal: (6_000_000 * 100) / 18_000_001,
    });
  });

  test("count the jobs that were charged, of any month, and no others", async () => {
    const [ids] = await record(tenantOf(world.projectId), world.projectId, [
      { run: "nightly", at: "2026-11-02T00:00:00Z" },
      { run: "nightly", at: "2026-10-02T00:00:00Z" },
    ]);
    await db.insert(agentJobs).values({
      projectId: world.projectId,
      id: newId(),
      pipelineRunId: ids?.runId ?? "",
      agentType: "research",
      status: "queued",
      startedAt: NOW,
    });
    expect((await summary()).topRuns).toMatchObject([{ jobCount: 2 }]);
  });

  test("do not hold a run that cost nothing, or whose cost was given back", async () => {
    const [free, refunded] = await record(tenantOf(world.projectId), world.projectId, [
      { run: "free", cost: 0n },
      { run: "refunded", cost: 5n },
      { run: "unpriced", cost: null },
    ]);
    const chargeId = refunded?.chargeId ?? "";
    await refundCharge(
      tenantOf(world.projectId),
      { projectId: world.projectId, now: NOW },
      { idempotencyKey: "all", chargeId, amountMicroUsd: 5n },
    );
    expect(free).toBeDefined();
    expect((await summary()).topRuns).toEqual([]);
  });
});
