import { auditEvents, memberships, newId, projects } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { insertProject, insertUser, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();

test("the list has the projects of the caller, by name, with the caller's role", async () => {
  const [me, other] = [await insertUser(db), await insertUser(db)];
  const zulu = await insertProject(db, [[me, "owner"]], "zulu");
  const alpha = await insertProject(
    db,
    [
      [other, "owner"],
      [me, "member"],
    ],
    "Alpha",
  );
  const mike = await insertProject(
    db,
    [
      [other, "owner"],
      [me, "admin"],
    ],
    "mike",
  );
  await insertProject(db, [[other, "owner"]], "Not mine");
  expect(await callerOf(app.db, me).projects.list()).toEqual([
    { projectId: alpha, name: "Alpha", role: "member" },
    { projectId: mike, name: "mike", role: "admin" },
    { projectId: zulu, name: "zulu", role: "owner" },
  ]);
});

test("a project has usage from its first charge on, even if that cost nothing", async () => {
  const me = await insertUser(db);
  const projectId = await insertProject(db, [[me, "member"]], "Atlas");
  const ask = () => callerOf(app.db, me).projects.get({ projectId });
  expect(await ask()).toEqual({ projectId, name: "Atlas", role: "member", hasUsage: false });
  await recordCharges(tenantOf, projectId, [
    { amountMicroUsd: 0n, inputTokens: 0n, at: "2020-02-29T00:00:00Z" },
  ]);
  expect(await ask()).toMatchObject({ hasUsage: true });
});

test("the creator of a project is its owner, and the creation is recorded", async () => {
  const me = await insertUser(db);
  const { projectId } = await callerOf(app.db, me).projects.create({ name: "  Nova  " });
  expect(await callerOf(app.db, me).projects.get({ projectId })).toEqual({
    projectId,
    name: "Nova",
    role: "owner",
    hasUsage: false,
  });
  const events = await db.select().from(auditEvents).where(eq(auditEvents.projectId, projectId));
  expect(events).toMatchObject([
    { actorId: me.id, action: "project.create", from: null, to: "Nova", at: NOW },
  ]);
});

test.each([
  "x".repeat(200),
  "名".repeat(200),
  "<script>alert(1)</script>",
  "'; drop table projects --",
])("a project can have the name %j", async (name) => {
  const me = await insertUser(db);
  const { projectId } = await callerOf(app.db, me).projects.create({ name });
  expect((await callerOf(app.db, me).projects.get({ projectId })).name).toBe(name);
});

test("a project is not stored when its owner cannot be stored", async () => {
  const name = `Orphan ${newId()}`;
  const ghost = { id: newId(), email: "ghost@example.com", name: "Ghost", sessionId: newId() };
  await expect(callerOf(app.db, ghost).projects.create({ name })).rejects.toMatchObject({
    code: "INTERNAL_SERVER_ERROR",
  });
  expect(await db.select().from(projects).where(eq(projects.name, name))).toEqual([]);
  expect(await db.select().from(memberships).where(eq(memberships.userId, ghost.id))).toEqual([]);
});

test("a project id in upper case names the same project", async () => {
  const me = await insertUser(db);
  const projectId = await insertProject(db, [[me, "owner"]]);
  const project = await callerOf(app.db, me).projects.get({ projectId: projectId.toUpperCase() });
  expect(project.projectId).toBe(projectId);
});
