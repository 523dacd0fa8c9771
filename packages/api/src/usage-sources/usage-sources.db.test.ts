import { traceSpans } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { beforeEach, expect, test } from "vitest";
import { callerOf, NOW, newWorld, type World } from "../testing/world";

const { app, db } = testDatabase();
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
let spans = 0;

/** A span of a trace that the crew service has sent. */
async function span(
  traceId: string,
  minutes: number,
  story: Partial<typeof traceSpans.$inferInsert> = {},
) {
  spans += 1;
  await db.insert(traceSpans).values({
    projectId: world.projectId,
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
    ...story,
  });
}

const agentSpan = { isAgent: true, agentName: "Writer", repeatsUsage: true };
const notices = () =>
  callerOf(app.db, world.member).usageSources.listNotices({ projectId: world.projectId });

test("an agent whose traces bear usage on its own spans alone is listed", async () => {
  await span("a", 30, agentSpan);
  await span("b", 10, agentSpan);
  await span("b", 10, agentSpan);
  await span("c", 5, { ...agentSpan, agentName: null, serviceName: null });
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

test("one whose calls are there is not, whichever came first, nor one that sends them from now on", async () => {
  await span("a", 10, agentSpan);
  expect(await notices()).toHaveLength(1);
  await span("a", 9, { isModelCall: true });
  expect(await notices()).toEqual([]);

  await span("b", 8, agentSpan);
  expect(await notices()).toHaveLength(1);
  await span("c", 7, agentSpan);
  await span("c", 7, { isModelCall: true });
  expect(await notices()).toEqual([]);
});

test("spans without usage, spans of four days ago and another project's say nothing", async () => {
  await span("a", 10, { isAgent: true, agentName: "Writer" });
  await span("b", 4 * 24 * 60, agentSpan);
  await span("c", 10, { ...agentSpan, projectId: world.foreignProjectId });
  expect(await notices()).toEqual([]);
});
