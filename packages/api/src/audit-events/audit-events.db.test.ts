import { auditEvents, newId, users } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../testing/callers";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

type Person = "owner" | "admin" | "member" | "stranger";
const trail = (person: Person = "owner", before?: string, projectId = fixture.projectId) =>
  callerOf(app.db, fixture[person]).auditEvents.list({ projectId, before });

/** Stores an event that is dated `seconds` after noon and returns its id. */
async function insertEvent(
  seconds: number,
  parts: { id?: string; action?: string; actorId?: string } = {},
) {
  const id = newId();
  const at = new Date(NOW.getTime() + seconds * 1000);
  const { projectId, owner } = fixture;
  const event = { id, actorId: owner.id, action: "budget.set", from: "1.00", to: "2.00", at };
  await db.insert(auditEvents).values({ projectId, ...event, ...parts });
  return parts.id ?? id;
}

test("owners and admins see each change with actor, time, action, from and to, newest first", async () => {
  const { projectId, owner, admin } = fixture;
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

test("a project without changes has no events", async () => {
  expect(await trail()).toEqual([]);
});

test("the changes of a deleted account remain, without an actor", async () => {
  const id = newId();
  const gone = { id, email: `${id}@example.com`, name: "Gone", createdAt: NOW, updatedAt: NOW };
  await db.insert(users).values(gone);
  await insertEvent(0, { actorId: id });
  expect((await trail())[0]?.actor).toEqual({ name: "Gone", email: gone.email });
  await db.delete(users).where(eq(users.id, id));
  expect(await trail()).toMatchObject([{ action: "budget.set", actor: null }]);
});

test("an action that this version does not know is listed unchanged", async () => {
  await insertEvent(0, { action: "webhook.add" });
  expect(await trail()).toMatchObject([{ action: "webhook.add" }]);
});

test("events are ordered by time, then by id", async () => {
  const [first, second] = [newId(), newId()];
  await insertEvent(1, { id: first });
  await insertEvent(1, { id: second });
  const older = await insertEvent(0);
  expect((await trail()).map(({ id }) => id)).toEqual([second, first, older]);
});

test("pages of 50 contain every event once, even when many have the same time and new ones are added in between", async () => {
  for (let i = 0; i < 120; i++) await insertEvent(Math.floor(i / 60));
  const storedIds = (
    await db.select().from(auditEvents).where(eq(auditEvents.projectId, fixture.projectId))
  )
    .map(({ id }) => id)
    .sort();
  const pages = [await trail()];
  await insertEvent(5);
  pages.push(await trail("owner", pages[0]?.at(-1)?.id));
  pages.push(await trail("owner", pages[1]?.at(-1)?.id));
  expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
  expect(
    pages
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(storedIds);
  expect(await trail("owner", pages[2]?.at(-1)?.id)).toEqual([]);
});

test("no row follows an event of another project, or one that does not exist", async () => {
  await insertEvent(0);
  const foreign = { projectId: fixture.foreignProjectId, limitDollars: 5 };
  await callerOf(app.db, fixture.stranger).aiCost.setBudgetLimit(foreign);
  const [theirs] = await trail("stranger", undefined, fixture.foreignProjectId);
  expect(theirs).toMatchObject({ to: "5.00" });
  expect(await trail("owner", theirs?.id)).toEqual([]);
  expect(await trail("owner", newId())).toEqual([]);
});

test("a member is refused with a message that names the roles that may", async () => {
  await expect(trail("member")).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can read its audit trail.",
  });
});

test("a stranger gets NOT_FOUND and sees only their own project's events", async () => {
  await insertEvent(0);
  await expect(trail("stranger")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await trail("stranger", undefined, fixture.foreignProjectId)).toEqual([]);
});

test("a malformed id is refused with the field's name", async () => {
  await expect(trail("owner", "last")).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "before is not the id of a change",
  });
});
