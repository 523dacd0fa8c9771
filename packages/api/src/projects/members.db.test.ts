import { invitations, memberships, newId, users } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { ROLES, type Role } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { SessionUser } from "../index";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf } from "../testing/callers";
import { type Fixture, insertFixture, insertProject, insertUser, NOW } from "../testing/fixture";

const { app, db } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const newAddress = () => `${newId()}@example.com`;
const as = (person: SessionUser) => {
  const { addMember, changeMemberRole, listMembers, removeMember } = callerOf(
    app.db,
    person,
  ).projects;
  const { projectId } = fixture;
  return {
    add: (email: string, role: Role = "member") => addMember({ projectId, email, role }),
    change: (email: string, role: Role) => changeMemberRole({ projectId, email, role }),
    remove: (email: string) => removeMember({ projectId, email }),
    list: () => listMembers({ projectId }),
  };
};
const roleOf = async (email: string) => {
  const members = await as(fixture.owner).list();
  return members.find((member) => member.email === email)?.role;
};
const newMember = async (role: Role) => {
  const person = await insertUser(db);
  await db
    .insert(memberships)
    .values({ projectId: fixture.projectId, userId: person.id, role, createdAt: NOW });
  return person;
};

const ONLY_MANAGERS = "Only an owner or an admin of this project can manage its members.";
const ONLY_OWNERS = "Only an owner can add, change or remove owners and admins.";

test("the list has owners, admins and members, each by address, and marks the caller", async () => {
  const email = (name: string) => `${name}.${fixture.projectId}@example.com`;
  await as(fixture.owner).add(email("z"), "admin");
  await as(fixture.owner).add(email("a"), "admin");
  const { owner, admin, member } = fixture;
  const admins = [admin.email, email("a"), email("z")].sort();
  expect(await as(member).list()).toEqual([
    { email: owner.email, role: "owner", isYou: false },
    ...admins.map((address) => ({ email: address, role: "admin", isYou: false })),
    { email: member.email, role: "member", isYou: true },
  ]);
});

describe("adding members", () => {
  test.each([
    ["owner", "owner", null],
    ["owner", "admin", null],
    ["owner", "member", null],
    ["admin", "owner", ONLY_OWNERS],
    ["admin", "admin", ONLY_OWNERS],
    ["admin", "member", null],
    ["member", "owner", ONLY_MANAGERS],
    ["member", "admin", ONLY_MANAGERS],
    ["member", "member", ONLY_MANAGERS],
  ] as const)("%s adds %s: refused with %j", async (actor, role, message) => {
    const email = newAddress();
    const call = as(fixture[actor]).add(email, role);
    if (message) await expect(call).rejects.toMatchObject({ code: "FORBIDDEN", message });
    else expect(await call).toEqual({ email, role });
    expect(await roleOf(email)).toBe(message ? undefined : role);
  });
});

describe("removing members and changing roles", () => {
  const mayManage = (actor: Role, target: Role) =>
    actor === "owner" || (actor === "admin" && target === "member");
  const pairs = ROLES.flatMap((actor) => ROLES.map((target) => [actor, target] as const));

  test.each(pairs)("%s removes %s", async (actor, target) => {
    const { email } = await newMember(target);
    const call = as(fixture[actor]).remove(email);
    if (mayManage(actor, target)) expect(await call).toEqual({ email, role: null });
    else await expect(call).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await roleOf(email)).toBe(mayManage(actor, target) ? undefined : target);
  });

  const triples = pairs.flatMap(([actor, from]) => ROLES.map((to) => [actor, from, to] as const));
  test.each(triples)("%s changes %s to %s", async (actor, from, to) => {
    const { email } = await newMember(from);
    const allowed = mayManage(actor, from) && mayManage(actor, to);
    const call = as(fixture[actor]).change(email, to);
    if (allowed) expect(await call).toEqual({ email, role: to });
    else await expect(call).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await roleOf(email)).toBe(allowed ? to : from);
  });

  test("an address that is not listed is NOT_FOUND to owners and admins, and FORBIDDEN to members like any other", async () => {
    const email = newAddress();
    const code = "NOT_FOUND";
    await expect(as(fixture.admin).remove(email)).rejects.toMatchObject({ code });
    await expect(as(fixture.owner).change(email, "member")).rejects.toMatchObject({ code });
    await expect(as(fixture.member).remove(email)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("addresses with and without an account", () => {
  test("are added, listed, changed and removed in the same way", async () => {
    const known = await insertUser(db);
    const unknown = newAddress();
    for (const email of [known.email, unknown]) {
      expect(await as(fixture.owner).add(email, "member")).toEqual({ email, role: "member" });
      expect(await as(fixture.admin).add(email, "member")).toEqual({ email, role: "member" });
      expect(await as(fixture.owner).list()).toContainEqual({
        email,
        role: "member",
        isYou: false,
      });
      expect(await as(fixture.owner).change(email, "admin")).toEqual({ email, role: "admin" });
      expect(await as(fixture.owner).add(email, "member")).toEqual({ email, role: "admin" });
      expect(await as(fixture.owner).remove(email)).toEqual({ email, role: null });
      expect(await roleOf(email)).toBeUndefined();
    }
    const waiting = eq(invitations.projectId, fixture.projectId);
    expect(await db.select().from(invitations).where(waiting)).toEqual([]);
  });

  test("an address with an account gets access at once", async () => {
    const person = await insertUser(db);
    await as(fixture.admin).add(person.email.toUpperCase());
    const { role } = await callerOf(app.db, { ...person, sessionId: newId() }).projects.get({
      projectId: fixture.projectId,
    });
    expect(role).toBe("member");
  });

  test("an address without an account becomes an invitation", async () => {
    const email = newAddress();
    await as(fixture.owner).add(email, "admin");
    const { projectId } = fixture;
    expect(await db.select().from(invitations).where(eq(invitations.email, email))).toEqual([
      { projectId, email, role: "admin", createdAt: NOW },
    ]);
  });

  test("an account that is created while its address is being added gets access", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const id = newId();
      const email = `${id}@example.com`;
      const person = { id, email, name: "New", createdAt: NOW, updatedAt: NOW };
      const createAccount = async () => {
        await db.insert(users).values(person);
        const waiting = eq(invitations.email, email);
        const accepted = await db.delete(invitations).where(waiting).returning();
        for (const { projectId, role } of accepted)
          await db.insert(memberships).values({ projectId, userId: id, role, createdAt: NOW });
      };
      await Promise.all([as(fixture.owner).add(email), createAccount()]);
      const { role } = await callerOf(app.db, { ...person, sessionId: newId() }).projects.get({
        projectId: fixture.projectId,
      });
      expect(role).toBe("member");
    }
  });

  test("an address with both an invitation and a membership is listed once", async () => {
    const { projectId, member } = fixture;
    await db
      .insert(invitations)
      .values({ projectId, email: member.email, role: "admin", createdAt: NOW });
    const listed = (await as(fixture.owner).list()).filter(({ email }) => email === member.email);
    expect(listed).toMatchObject([{ role: "member" }]);
    await as(fixture.admin).remove(member.email);
    expect(await roleOf(member.email)).toBeUndefined();
  });

  test("adding an address that is listed keeps its role, even an owner's", async () => {
    const { owner } = fixture;
    expect(await as(fixture.admin).add(owner.email, "member")).toEqual({
      email: owner.email,
      role: "owner",
    });
    expect(await roleOf(owner.email)).toBe("owner");
  });
});

describe("leaving a project", () => {
  test.each(["admin", "member"] as const)("%s: is allowed", async (person) => {
    await as(fixture[person]).remove(fixture[person].email);
    await expect(as(fixture[person]).list()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("owner: is allowed when there is another owner", async () => {
    await as(fixture.owner).change(fixture.admin.email, "owner");
    await as(fixture.owner).remove(fixture.owner.email);
    expect((await as(fixture.admin).list())[0]).toMatchObject({
      email: fixture.admin.email,
      role: "owner",
    });
  });
});

describe("the last owner", () => {
  const refusal = {
    code: "CONFLICT",
    message: "A project needs at least one owner. Make another member an owner first.",
  };

  test("can neither leave nor change role, even when another owner is invited", async () => {
    await as(fixture.owner).add(newAddress(), "owner");
    const { email } = fixture.owner;
    await expect(as(fixture.owner).remove(email)).rejects.toMatchObject(refusal);
    await expect(as(fixture.owner).change(email, "admin")).rejects.toMatchObject(refusal);
    expect(await roleOf(email)).toBe("owner");
  });

  test("stays when all owners leave at the same time", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const people = await Promise.all(Array.from({ length: 4 }, () => insertUser(db)));
      const projectId = await insertProject(
        db,
        people.map((person) => [person, "owner"] as const),
      );
      const leaving = people.map((person) =>
        callerOf(app.db, person).projects.removeMember({ projectId, email: person.email }),
      );
      const outcomes = await Promise.allSettled(leaving);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
      const owners = and(eq(memberships.projectId, projectId), eq(memberships.role, "owner"));
      expect(await db.select().from(memberships).where(owners)).toHaveLength(1);
    }
  });

  test("stays when two owners remove each other at the same time", async () => {
    const [one, two] = [await insertUser(db), await insertUser(db)];
    const projectId = await insertProject(db, [
      [one, "owner"],
      [two, "owner"],
    ]);
    const outcomes = await Promise.allSettled([
      callerOf(app.db, one).projects.removeMember({ projectId, email: two.email }),
      callerOf(app.db, two).projects.removeMember({ projectId, email: one.email }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("each change is recorded with actor, time, from and to; repeating it changes nothing", async () => {
  const email = newAddress();
  await as(fixture.owner).add(email);
  await as(fixture.owner).add(email);
  await as(fixture.owner).change(email, "admin");
  await as(fixture.owner).change(email, "admin");
  await as(fixture.owner).remove(email);
  const events = await auditEventsOf(db, fixture.projectId);
  const common = { actorId: fixture.owner.id, at: NOW };
  expect(events).toEqual([
    { ...common, action: "member.add", from: null, to: `member ${email}` },
    { ...common, action: "member.change-role", from: `member ${email}`, to: `admin ${email}` },
    { ...common, action: "member.remove", from: `admin ${email}`, to: null },
  ]);
});
