import { agentNames, newId, traceSpans } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { MAX_AGENT_NAME_LENGTH } from "@ai-cost/domain";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf } from "../testing/callers";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db } = testDatabase();
const LATER = new Date("2026-11-16T08:30:00.000Z");
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Person = "owner" | "admin" | "member";
const namesAs = (person: Person, now = NOW) => {
  const { list, remove, set } = callerOf(app.db, fixture[person], now).agentNames;
  const { projectId } = fixture;
  return {
    list: () => list({ projectId }),
    set: (agentName: string, agentType: string) => set({ projectId, agentName, agentType }),
    remove: (agentName: string) => remove({ projectId, agentName }),
  };
};
const changes = async () => {
  const rows = await auditEventsOf(db, fixture.projectId);
  return rows.map(({ actorId, action, from, to }) => [actorId, action, from, to]);
};
const receiveSpan = (agentName: string | null, projectId = fixture.projectId, receivedAt = NOW) =>
  db.insert(traceSpans).values({
    projectId,
    traceId: newId(),
    spanId: newId(),
    isAgent: agentName !== null,
    agentName,
    isModelCall: false,
    repeatsUsage: false,
    isFailed: false,
    endedAt: NOW,
    receivedAt,
  });

test("a new project has no mappings and no default", async () => {
  expect(await namesAs("member").list()).toEqual({
    defaultAgentType: null,
    mappings: [],
    unmappedNames: [],
  });
});

test("names are mapped, mapped to another type and removed; the empty name is the default", async () => {
  expect(await namesAs("owner").set(" Scout ", " research ")).toEqual({
    agentName: "Scout",
    agentType: "research",
  });
  await namesAs("admin").set("", "code_review");
  await namesAs("admin", LATER).set("Scout", "architect");
  await namesAs("owner").set("Builder", "implementation");
  expect(await namesAs("member").list()).toEqual({
    defaultAgentType: "code_review",
    mappings: [
      { agentName: "Builder", agentType: "implementation", updatedAt: NOW.toISOString() },
      { agentName: "Scout", agentType: "architect", updatedAt: LATER.toISOString() },
    ],
    unmappedNames: [],
  });
  expect(await namesAs("owner").remove("Scout")).toEqual({ agentName: "Scout" });
  await namesAs("owner").remove("");
  expect(await namesAs("member").list()).toMatchObject({
    defaultAgentType: null,
    mappings: [{ agentName: "Builder" }],
  });
  const { owner, admin } = fixture;
  expect(await changes()).toEqual([
    [owner.id, "agent-name.set", null, "Scout → research"],
    [admin.id, "agent-name.set", null, "(no name) → code_review"],
    [admin.id, "agent-name.set", "Scout → research", "Scout → architect"],
    [owner.id, "agent-name.set", null, "Builder → implementation"],
    [owner.id, "agent-name.remove", "Scout → architect", null],
    [owner.id, "agent-name.remove", "(no name) → code_review", null],
  ]);
});

test("setting the same mapping again and removing one that does not exist change nothing", async () => {
  await namesAs("owner").set("Scout", "research");
  await namesAs("admin", LATER).set("Scout", "research");
  await namesAs("admin").remove("Nobody");
  const { mappings } = await namesAs("member").list();
  expect(mappings).toEqual([
    { agentName: "Scout", agentType: "research", updatedAt: NOW.toISOString() },
  ]);
  expect(await changes()).toHaveLength(1);
});

test("reported names that are not mapped are listed; a mapping covers a name in any case", async () => {
  for (const name of ["Scout", "Builder", "Scout", "builder ", null]) await receiveSpan(name);
  await receiveSpan("A stranger's", fixture.foreignProjectId);
  expect((await namesAs("member").list()).unmappedNames).toEqual(["Builder", "Scout", "builder "]);
  await namesAs("owner").set("BUILDER", "implementation");
  expect((await namesAs("member").list()).unmappedNames).toEqual(["Scout"]);
});

test("names are listed from the 1,000 spans that were received last", async () => {
  await receiveSpan("Long ago", fixture.projectId, new Date("2026-11-01T00:00:00Z"));
  await receiveSpan("Lately");
  expect((await namesAs("member").list()).unmappedNames).toEqual(["Lately", "Long ago"]);
  const more = Array.from({ length: 999 }, () => ({
    projectId: fixture.projectId,
    traceId: newId(),
    spanId: newId(),
    isAgent: false,
    isModelCall: true,
    repeatsUsage: false,
    isFailed: false,
    endedAt: NOW,
    receivedAt: NOW,
  }));
  await db.insert(traceSpans).values(more);
  expect((await namesAs("member").list()).unmappedNames).toEqual(["Lately"]);
});

test("the longest name that is stored can be mapped", async () => {
  const agentName = "x".repeat(MAX_AGENT_NAME_LENGTH);
  await receiveSpan(agentName);
  expect((await namesAs("member").list()).unmappedNames).toEqual([agentName]);
  await namesAs("owner").set(agentName, "research");
  expect(await namesAs("member").list()).toMatchObject({
    mappings: [{ agentName, agentType: "research" }],
    unmappedNames: [],
  });
});

test("a member is refused with a message that names the roles that may, and changes nothing", async () => {
  const refusal = {
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can map its agents' names to agent types.",
  };
  await expect(namesAs("member").set("Scout", "research")).rejects.toMatchObject(refusal);
  await expect(namesAs("member").remove("Scout")).rejects.toMatchObject(refusal);
  expect(await changes()).toEqual([]);
});

describe("an invalid mapping is refused with the field's name", () => {
  test.each([
    ["x".repeat(MAX_AGENT_NAME_LENGTH + 1), "research", "agentName must be at most 200 characters"],
    ["a\u0000b", "research", "agentName must be text without control characters"],
    ["Scout", " ", "agentType must not be empty"],
    ["Scout", "x".repeat(101), "agentType must be at most 100 characters"],
    [
      "Scout",
      "unknown",
      'agentType must not be "unknown", which is reserved for jobs without an agent name',
    ],
  ])("%j as %j", async (agentName, agentType, message) => {
    await expect(namesAs("owner").set(agentName, agentType)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message,
    });
  });
});

test("a project maps at most 500 names; a mapped name can then still be changed", async () => {
  const { projectId } = fixture;
  const change = { agentType: "research", updatedBy: "a test", updatedAt: NOW };
  const rows = Array.from({ length: 500 }, (_, i) => ({ projectId, agentName: `${i}`, ...change }));
  await db.insert(agentNames).values(rows);
  await expect(namesAs("owner").set("One more", "research")).rejects.toMatchObject({
    code: "CONFLICT",
    message:
      "This project already maps 500 names, which is the maximum. Remove a name that you no longer need, then map the new one.",
  });
  await namesAs("owner").set("7", "testing");
  await namesAs("owner").remove("8");
  await namesAs("owner").set("One more", "research");
});
