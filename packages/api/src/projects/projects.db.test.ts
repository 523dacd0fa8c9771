import { auditEvents, memberships, newId, projects } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { record } from "../testing/usage";
import { callerOf, NOW, newPerson, newProject } from "../testing/world";

const { app, db, tenantOf } = testDatabase();

test("the list holds what the caller may open, by name, with their role", async () => {
  const [me, other] = [await newPerson(db), await newPerson(db)];
  const zulu = await newProject(db, [[me, "owner"]], "zulu");
  const alpha = await newProject(
    db,
    [
      [other, "owner"],
      [me, "member"],
    ],
    "Alpha",
  );
  const mike = await newProject(
    db,
    [
      [other, "owner"],
      [me, "admin"],
    ],
    "mike",
  );
  await newProject(db, [[other, "owner"]], "Not mine");
  expect(await callerOf(app.db, me).projects.list()).toEqual([
    { projectId: alpha, name: "Alpha", role: "member" },
    { projectId: mike, name: "mike", role: "admin" },
    { projectId: zulu, name: "zulu", role: "owner" },
  ]);
});

test("a project has usage from its first charge on, also one that cost nothing", async () => {
  const me = await newPerson(db);
  const projectId = await newProject(db, [[me, "member"]], "Atlas");
  const ask = () => callerOf(app.db, me).projects.get({ projectId });
  expect(await ask()).toEqual({ projectId, name: "Atlas", role: "member", hasUsage: false });
  await record(tenantOf(projectId), projectId, [
    { cost: 0n, inputTokens: 0n, at: "2020-02-29T00:00:00Z" },
  ]);
  expect(await ask()).toMatchObject({ hasUsage: true });
});

test("whoever makes a project is its owner, and that is kept", async () => {
  const me = await newPerson(db);
  const { projectId } = await callerOf(app.db, me).projects.create({ name: "  Nova  " });
  expect(await callerOf(app.db, me).projects.get({ projectId })).toEqual({
    projectId,
    name: "Nova",
    role: "owner",
    hasUsage: false,
  });
  const kept = await db.select().from(auditEvents).where(eq(auditEvents.projectId, projectId));
  expect(kept).toMatchObject([
    { actorId: me.id, action: "project.create", from: null, to: "Nova", at: NOW },
  ]);
});

test.each([
  "x".repeat(200),
  "名".repeat(200),
  "<script>alert(1)</script>",
  "'; drop table projects --",
])("a project may be called %j", async (name) => {
  const me = await newPerson(db);
  const { projectId } = await callerOf(app.db, me).projects.create({ name });
  expect((await callerOf(app.db, me).projects.get({ projectId })).name).toBe(name);
});

test("a project whose owner cannot be stored is not stored either", async () => {
  const name = `Orphan ${newId()}`;
  const ghost = { id: newId(), email: "ghost@example.com", name: "Ghost" };
  await expect(callerOf(app.db, ghost).projects.create({ name })).rejects.toMatchObject({
    code: "INTERNAL_SERVER_ERROR",
  });
  expect(await db.select().from(projects).where(eq(projects.name, name))).toEqual([]);
  expect(await db.select().from(memberships).where(eq(memberships.userId, ghost.id))).toEqual([]);
});

test("an id in capital letters is the same project", async () => {
  const me = await newPerson(db);
  const projectId = await newProject(db, [[me, "owner"]]);
  const answer = await callerOf(app.db, me).projects.get({ projectId: projectId.toUpperCase() });
  expect(answer.projectId).toBe(projectId);
});
