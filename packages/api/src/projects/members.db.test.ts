import { invitations, memberships, newId, users } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { ROLES, type Role } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { SessionUser } from "../index";
import { changesOf } from "../testing/changes-of";
import { callerOf, NOW, newPerson, newProject, newWorld, type World } from "../testing/world";

const { app, db } = testDatabase();
let world: World;
beforeEach(async () => {
  world = await newWorld(db);
});

const newAddress = () => `${newId()}@example.com`;
const as = (person: SessionUser) => {
  const { addMember, changeMemberRole, listMembers, removeMember } = callerOf(
    app.db,
    person,
  ).projects;
  const { projectId } = world;
  return {
    add: (email: string, role: Role = "member") => addMember({ projectId, email, role }),
    change: (email: string, role: Role) => changeMemberRole({ projectId, email, role }),
    remove: (email: string) => removeMember({ projectId, email }),
    list: () => listMembers({ projectId }),
  };
};
const roleOf = async (email: string) => {
  const members = await as(world.owner).list();
  return members.find((member) => member.email === email)?.role;
};
const newMember = async (role: Role) => {
  const person = await newPerson(db);
  await db
    .insert(memberships)
    .values({ projectId: world.projectId, userId: person.id, role, createdAt: NOW });
  return person;
};

const ONLY_MANAGERS = "Only an owner or an admin of this project can manage its members.";
const ONLY_OWNERS = "Only an owner can make, change or remove owners and admins.";

test("the list has owners first, then admins, then members, each by address, and says who is you", async () => {
  const email = (name: string) => `${name}.${world.projectId}@example.com`;
  await as(world.owner).add(email("z"), "admin");
  await as(world.owner).add(email("a"), "admin");
  const { owner, admin, member } = world;
  const admins = [admin.email, email("a"), email("z")].sort();
  expect(await as(member).list()).toEqual([
    { email: owner.email, role: "owner", isYou: false },
    ...admins.map((address) => ({ email: address, role: "admin", isYou: false })),
    { email: member.email, role: "member", isYou: true },
  ]);
});

describe("who may add whom", () => {
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
  ] as const)("an %s adds an %s: refused with %j", async (actor, role, message) => {
    const email = newAddress();
    const asked = as(world[actor]).add(email, role);
    if (message) await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN", message });
    else expect(await asked).toEqual({ email, role });
    expect(await roleOf(email)).toBe(message ? undefined : role);
  });
});

describe("who may remove whom, and make whom what", () => {
  const mayManage = (actor: Role, target: Role) =>
    actor === "owner" || (actor === "admin" && target === "member");
  const pairs = ROLES.flatMap((actor) => ROLES.map((target) => [actor, target] as const));

  test.each(pairs)("an %s removes an %s", async (actor, target) => {
    const { email } = await newMember(target);
    const asked = as(world[actor]).remove(email);
    if (mayManage(actor, target)) expect(await asked).toEqual({ email, role: null });
    else await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await roleOf(email)).toBe(mayManage(actor, target) ? undefined : target);
  });

  const triples = pairs.flatMap(([actor, from]) => ROLES.map((to) => [actor, from, to] as const));
  test.each(triples)("an %s makes an %s an %s", async (actor, from, to) => {
    const { email } = await newMember(from);
    const allowed = mayManage(actor, from) && mayManage(actor, to);
    const asked = as(world[actor]).change(email, to);
    if (allowed) expect(await asked).toEqual({ email, role: to });
    else await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await roleOf(email)).toBe(allowed ? to : from);
  });

  test("an address that is not on the list is NOT_FOUND for those who may manage, and no clue for those who may not", async () => {
    const email = newAddress();
    const code = "NOT_FOUND";
    await expect(as(world.admin).remove(email)).rejects.toMatchObject({ code });
    await expect(as(world.owner).change(email, "member")).rejects.toMatchObject({ code });
    await expect(as(world.member).remove(email)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("an address with an account and one without", () => {
  test("are added, listed, changed and removed alike", async () => {
    const known = await newPerson(db);
    const unknown = newAddress();
    for (const email of [known.email, unknown]) {
      expect(await as(world.owner).add(email, "member")).toEqual({ email, role: "member" });
      expect(await as(world.admin).add(email, "member")).toEqual({ email, role: "member" });
      expect(await as(world.owner).list()).toContainEqual({ email, role: "member", isYou: false });
      expect(await as(world.owner).change(email, "admin")).toEqual({ email, role: "admin" });
      expect(await as(world.owner).add(email, "member")).toEqual({ email, role: "admin" });
      expect(await as(world.owner).remove(email)).toEqual({ email, role: null });
      expect(await roleOf(email)).toBeUndefined();
    }
    const waiting = eq(invitations.projectId, world.projectId);
    expect(await db.select().from(invitations).where(waiting)).toEqual([]);
  });

  test("the one with an account opens the project at once", async () => {
    const person = await newPerson(db);
    await as(world.admin).add(person.email.toUpperCase());
    const { role } = await callerOf(app.db, person).projects.get({ projectId: world.projectId });
    expect(role).toBe("member");
  });

  test("the one without is an invitation, which the making of the account finds", async () => {
    const email = newAddress();
    await as(world.owner).add(email, "admin");
    const { projectId } = world;
    expect(await db.select().from(invitations).where(eq(invitations.email, email))).toEqual([
      { projectId, email, role: "admin", createdAt: NOW },
    ]);
  });

  test("an account made while its address is being added is not left out", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const id = newId();
      const email = `${id}@example.com`;
      const person = { id, email, name: "New", createdAt: NOW, updatedAt: NOW };
      const makeAccount = async () => {
        await db.insert(users).values(person);
        const waiting = eq(invitations.email, email);
        const claimed = await db.delete(invitations).where(waiting).returning();
        for (const { projectId, role } of claimed)
          await db.insert(memberships).values({ projectId, userId: id, role, createdAt: NOW });
      };
      await Promise.all([as(world.owner).add(email), makeAccount()]);
      const { role } = await callerOf(app.db, person).projects.get({ projectId: world.projectId });
      expect(role).toBe("member");
    }
  });

  test("an address that is both, as in the moment of its account's making, stands once", async () => {
    const { projectId, member } = world;
    await db
      .insert(invitations)
      .values({ projectId, email: member.email, role: "admin", createdAt: NOW });
    const listed = (await as(world.owner).list()).filter(({ email }) => email === member.email);
    expect(listed).toMatchObject([{ role: "member" }]);
    await as(world.admin).remove(member.email);
    expect(await roleOf(member.email)).toBeUndefined();
  });

  test("adding someone who is on the list leaves their role, also an owner's", async () => {
    const { owner } = world;
    expect(await as(world.admin).add(owner.email, "member")).toEqual({
      email: owner.email,
      role: "owner",
    });
    expect(await roleOf(owner.email)).toBe("owner");
  });
});

describe("leaving", () => {
  test.each(["admin", "member"] as const)("an %s may remove themselves", async (person) => {
    await as(world[person]).remove(world[person].email);
    await expect(as(world[person]).list()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("an owner may, once there is another", async () => {
    await as(world.owner).change(world.admin.email, "owner");
    await as(world.owner).remove(world.owner.email);
    expect((await as(world.admin).list())[0]).toMatchObject({
      email: world.admin.email,
      role: "owner",
    });
  });
});

describe("the last owner", () => {
  const refusal = {
    code: "CONFLICT",
    message: "A project keeps at least one owner. Make another member an owner first.",
  };

  test("can neither leave nor step down, not even beside an invited owner", async () => {
    await as(world.owner).add(newAddress(), "owner");
    const { email } = world.owner;
    await expect(as(world.owner).remove(email)).rejects.toMatchObject(refusal);
    await expect(as(world.owner).change(email, "admin")).rejects.toMatchObject(refusal);
    expect(await roleOf(email)).toBe("owner");
  });

  test("stays, however many owners leave at once", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const people = await Promise.all(Array.from({ length: 4 }, () => newPerson(db)));
      const projectId = await newProject(
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

  test("stays when two owners remove each other at once", async () => {
    const [one, two] = [await newPerson(db), await newPerson(db)];
    const projectId = await newProject(db, [
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

test("each change is kept with who, when, from and to; a repeat is no change", async () => {
  const email = newAddress();
  await as(world.owner).add(email);
  await as(world.owner).add(email);
  await as(world.owner).change(email, "admin");
  await as(world.owner).change(email, "admin");
  await as(world.owner).remove(email);
  const kept = await changesOf(db, world.projectId);
  const common = { actorId: world.owner.id, at: NOW };
  expect(kept).toEqual([
    { ...common, action: "member.add", from: null, to: `member ${email}` },
    { ...common, action: "member.change-role", from: `member ${email}`, to: `admin ${email}` },
    { ...common, action: "member.remove", from: `admin ${email}`, to: null },
  ]);
});
