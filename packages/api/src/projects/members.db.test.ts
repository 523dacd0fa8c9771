import { invitations, memberships, newId } from "@ai-cost/db";
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
  const { changeMemberRole, leave, listMembers, removeMember } = callerOf(app.db, person).projects;
  const { projectId } = fixture;
  return {
    change: (email: string, role: Role) => changeMemberRole({ projectId, email, role }),
    remove: (email: string) => removeMember({ projectId, email }),
    leave: () => leave({ projectId }),
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

test("the list has owners, admins and members, each by address, and marks the caller", async () => {
  const { owner, admin, member } = fixture;
  const others = [await newMember("admin"), await newMember("admin")];
  const admins = [admin, ...others].map(({ email }) => email).sort();
  expect(await as(member).list()).toEqual([
    { email: owner.email, role: "owner", isYou: false },
    ...admins.map((address) => ({ email: address, role: "admin", isYou: false })),
    { email: member.email, role: "member", isYou: true },
  ]);
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

describe("leaving a project", () => {
  test.each(["admin", "member"] as const)("%s: is allowed", async (person) => {
    expect(await as(fixture[person]).leave()).toEqual({ projectId: fixture.projectId });
    await expect(as(fixture[person]).list()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is not done through the removal of members, which admins may not do to themselves", async () => {
    const { admin, member } = fixture;
    for (const person of [admin, member])
      await expect(as(person).remove(person.email)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("ends an invitation of the same address too", async () => {
    const { projectId, member } = fixture;
    const invitation = { projectId, email: member.email, role: "admin" as const, createdAt: NOW };
    await db.insert(invitations).values(invitation);
    await as(member).leave();
    const isOfProject = eq(invitations.projectId, projectId);
    expect(await db.select().from(invitations).where(isOfProject)).toEqual([]);
  });

  test("owner: is allowed when there is another owner", async () => {
    await as(fixture.owner).change(fixture.admin.email, "owner");
    await as(fixture.owner).leave();
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
    const { projectId } = fixture;
    const invitation = { projectId, email: newAddress(), role: "owner" as const };
    await callerOf(app.db, fixture.owner).invitations.create(invitation);
    const { email } = fixture.owner;
    await expect(as(fixture.owner).leave()).rejects.toMatchObject(refusal);
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
        callerOf(app.db, person).projects.leave({ projectId }),
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
  const { email } = await newMember("member");
  await as(fixture.owner).change(email, "admin");
  await as(fixture.owner).change(email, "admin");
  await as(fixture.owner).remove(email);
  await as(fixture.admin).leave();
  const events = await auditEventsOf(db, fixture.projectId);
  const common = { actorId: fixture.owner.id, at: NOW };
  expect(events).toEqual([
    { ...common, action: "member.change-role", from: `member ${email}`, to: `admin ${email}` },
    { ...common, action: "member.remove", from: `admin ${email}`, to: null },
    {
      actorId: fixture.admin.id,
      at: NOW,
      action: "member.leave",
      from: `admin ${fixture.admin.email}`,
      to: null,
    },
  ]);
});
