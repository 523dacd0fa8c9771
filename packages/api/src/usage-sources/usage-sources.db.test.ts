import { importedDays, traceSpans } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { recordUsage } from "@ai-cost/ledger";
import { usageReport } from "@ai-cost/ledger/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
let spans = 0;

/** Stores a span of a trace from the service `crew`. */
async function insertSpan(
  traceId: string,
  minutes: number,
  columns: Partial<typeof traceSpans.$inferInsert> = {},
) {
  spans += 1;
  await db.insert(traceSpans).values({
    projectId: fixture.projectId,
    traceId,
    spanId: spans.toString(16).padStart(16, "0"),
    parentSpanId: null,
    serviceName: "crew",
    isAgent: false,
    agentName: null,
    isModelCall: false,
    repeatsUsage: false,
    isFailed: false,
    endedAt: minutesAgo(minutes),
    receivedAt: minutesAgo(minutes),
    ...columns,
  });
}

const agentSpan = { isAgent: true, agentName: "Writer", repeatsUsage: true };
const notices = () =>
  callerOf(app.db, fixture.member).usageSources.listNotices({ projectId: fixture.projectId });

test("an agent whose traces have usage only on the agent's spans is listed", async () => {
  await insertSpan("a", 30, agentSpan);
  await insertSpan("b", 10, agentSpan);
  await insertSpan("b", 10, agentSpan);
  await insertSpan("c", 5, { ...agentSpan, agentName: null, serviceName: null });
  expect(await notices()).toEqual([
    { serviceName: null, agentName: null, traces: 1, lastSeenAt: minutesAgo(5).toISOString() },
    {
      serviceName: "crew",
      agentName: "Writer",
      traces: 2,
      lastSeenAt: minutesAgo(10).toISOString(),
    },
  ]);
});

test("an agent is not listed when its newest trace has a span of a model call, in whatever order they arrive", async () => {
  await insertSpan("a", 10, agentSpan);
  expect(await notices()).toHaveLength(1);
  await insertSpan("a", 9, { isModelCall: true });
  expect(await notices()).toEqual([]);

  await insertSpan("b", 8, agentSpan);
  expect(await notices()).toHaveLength(1);
  await insertSpan("c", 7, agentSpan);
  await insertSpan("c", 7, { isModelCall: true });
  expect(await notices()).toEqual([]);
});

test("spans without usage, spans from four days ago and spans of another project are not listed", async () => {
  await insertSpan("a", 10, { isAgent: true, agentName: "Writer" });
  await insertSpan("b", 4 * 24 * 60, agentSpan);
  await insertSpan("c", 10, { ...agentSpan, projectId: fixture.foreignProjectId });
  expect(await notices()).toEqual([]);
});

describe("overlapping days", () => {
  const importDay = (day: string, provider = "openai", projectId = fixture.projectId) =>
    db.insert(importedDays).values({ projectId, day, provider, source: "import openai-usage" });
  const charge = (at: string, source: string, projectId = fixture.projectId, provider = "openai") =>
    recordUsage(tenantOf(projectId), { projectId, now: NOW }, [
      { ...usageReport({ at }), source, provider },
    ]);
  const overlaps = (month?: string) =>
    callerOf(app.db, fixture.member).usageSources.listOverlappingDays({
      projectId: fixture.projectId,
      month,
    });

  test("are imported days with usage of the same provider from another source", async () => {
    for (const day of ["2026-11-01", "2026-11-02", "2026-11-03", "2026-10-31"])
      await importDay(day);
    await importDay("2026-11-03", "anthropic");
    await charge("2026-11-01T00:00:00.000Z", "import openai-usage");
    await charge("2026-11-02T23:59:59.999Z", "otlp-traces openai@app");
    await charge("2026-11-03T00:00:00.000Z", "otlp-traces openai@app");
    await charge("2026-10-31T12:00:00.000Z", "otlp-traces openai@app");
    await charge("2026-11-01T12:00:00.000Z", "otlp-traces google@app", fixture.projectId, "google");
    await charge("2026-11-01T12:00:00.000Z", "otlp-traces openai@app", fixture.foreignProjectId);
    await importDay("2026-11-01", "openai", fixture.foreignProjectId);
    expect(await overlaps()).toEqual([{ provider: "openai", days: ["2026-11-02", "2026-11-03"] }]);
    expect(await overlaps("2026-10")).toEqual([{ provider: "openai", days: ["2026-10-31"] }]);
    expect(await overlaps("2026-09")).toEqual([]);
  });
});
