import { auditEvents, newId, users } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { callerOf, NOW, newWorld, type World } from "../testing/world";

const { app, db } = testDatabase();
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

type Person = "owner" | "admin" | "member" | "stranger";
const trail = (person: Person = "owner", before?: string, projectId = world.projectId) =>
  callerOf(app.db, world[person]).auditEvents.list({ projectId, before });

/** Keeps an event at so many seconds after noon; its id. */
async function keep(
  seconds: number,
  parts: { id?: string; action?: string; actorId?: string } = {},
) {
  const id = newId();
  const at = new Date(NOW.getTime() + seconds * 1000);
  const { projectId, owner } = world;
  const event = { id, actorId: owner.id, action: "budget.set", from: "1.00", to: "2.00", at };
  await db.insert(auditEvents).values({ projectId, ...event, ...parts });
  return parts.id ?? id;
}

test("a change comes with who, when, what, from and to; newest first, to an owner and an admin alike", async () => {
  const { projectId, owner, admin } = world;
  const later = new Date(NOW.getTime() + 1000);
  await callerOf(app.db, owner).aiCost.setBudgetLimit({ projectId, limitDollars: 100 });
  await callerOf(app.db, admin, later).aiCost.setBudgetLimit({ projectId, limitDollars: 250 });
  const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
  const shown = ({ name, email }: { name: string; email: string }) => ({ name, email });
  const change = { id, action: "budget.set" };
  const expected = [
    { ...change, at: later.toISOString(), actor: shown(admin), from: "100.00", to: "250.00" },
    { ...change, at: NOW.toISOString(), actor: shown(owner), from: null, to: "100.00" },
  ];
  expect(await trail("owner")).toEqual(expected);
  expect(await trail("admin")).toEqual(expected);
});

test("a project where nothing was changed has none", async () => {
  expect(await trail()).toEqual([]);
});

test("an account that is gone leaves its changes, without a name", async () => {
  const id = newId();
  const gone = { id, email: `${id}@example.com`, name: "Gone", createdAt: NOW, updatedAt: NOW };
  await db.insert(users).values(gone);
  await keep(0, { actorId: id });
  expect((await trail())[0]?.actor).toEqual({ name: "Gone", email: gone.email });
  await db.delete(users).where(eq(users.id, id));
  expect(await trail()).toMatchObject([{ action: "budget.set", actor: null }]);
});

test("an action that this version does not know is told as it is", async () => {
  await keep(0, { action: "webhook.add" });
  expect(await trail()).toMatchObject([{ action: "webhook.add" }]);
});

test("the order is that of the moments, of one moment that of the ids", async () => {
  const [first, second] = [newId(), newId()];
  await keep(1, { id: first });
  await keep(1, { id: second });
  const older = await keep(0);
  expect((await trail()).map(({ id }) => id)).toEqual([second, first, older]);
});

test("fifty at a time; every one is met once, also where many share a moment and new ones come in between", async () => {
  for (let i = 0; i < 120; i++) await keep(Math.floor(i / 60));
  const kept = (
    await db.select().from(auditEvents).where(eq(auditEvents.projectId, world.projectId))
  )
    .map(({ id }) => id)
    .sort();
  const pages = [await trail()];
  await keep(5);
  pages.push(await trail("owner", pages[0]?.at(-1)?.id));
  pages.push(await trail("owner", pages[1]?.at(-1)?.id));
  expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(
    pages
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(kept);
  expect(await trail("owner", pages[2]?.at(-1)?.id)).toEqual([]);
});

test("nothing follows an event of another project, as nothing follows one that does not exist", async () => {
  await keep(0);
  const foreign = { projectId: world.foreignProjectId, limitDollars: 5 };
  await callerOf(app.db, world.stranger).aiCost.setBudgetLimit(foreign);
  const [theirs] = await trail("stranger", undefined, world.foreignProjectId);
  expect(theirs).toMatchObject({ to: "5.00" });
  expect(await trail("owner", theirs?.id)).toEqual([]);
  expect(await trail("owner", newId())).toEqual([]);
});

test("a member is refused with a sentence that says who may", async () => {
  await expect(trail("member")).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can read who changed what in it.",
  });
});

test("a stranger finds no such project, and sees their own alone", async () => {
  await keep(0);
  await expect(trail("stranger")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await trail("stranger", undefined, world.foreignProjectId)).toEqual([]);
});

test("a malformed id is refused, naming the field", async () => {
  await expect(trail("owner", "last")).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "before is not the id of a change",
  });
});
