import { testDatabase } from "@ai-cost/db/testing";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const exceeded = (member = fixture.member, projectId = fixture.projectId) =>
  callerOf(app.db, member).aiCost.getExceededNameLimits({ projectId });

test("a limit that was exceeded is listed with the last day, for this project only", async () => {
  expect(await exceeded()).toEqual([]);
  const { projectId, foreignProjectId } = fixture;
  const newNamesPerDay = { agentTypes: 1, models: 1 };
  const reports = ["one", "two"].map((agentType) =>
    usageReport({ agentType, at: "2026-11-01T10:00:00Z" }),
  );
  await recordUsage(tenantOf(projectId), { projectId, now: NOW, newNamesPerDay }, reports);
  expect(await exceeded()).toEqual([{ kind: "agent_type", lastExceededOn: "2026-11-15" }]);
  expect(await exceeded(fixture.stranger, foreignProjectId)).toEqual([]);
  const { agentBreakdown } = await callerOf(app.db, fixture.member).aiCost.getMonthlySummary({
    projectId,
  });
  expect(agentBreakdown.map(({ agentType }) => agentType)).toEqual(["one", "unknown"]);
});
