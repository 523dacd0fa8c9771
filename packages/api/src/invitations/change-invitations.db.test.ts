import { invitations, memberships, newId, users } from "@ai-cost/db";
import { statementsOf, testDatabase } from "@ai-cost/db/testing";
import { ROLES, type Role } from "@ai-cost/domain";
import type { MailMessage } from "@ai-cost/notifications";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { createCaller, type SessionUser } from "../index";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf, contextOf } from "../testing/callers";
import { type Fixture, insertFixture, insertUser, NOW } from "../testing/fixture";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const IN_A_WEEK = new Date(NOW.getTime() + WEEK_MS);
const LINK = /^https:\/\/cost\.example\.com\/invitations\/inv_[\w-]{43}$/;
const ONLY_MANAGERS = "Only an owner or an admin of this project can manage its members.";
const ONLY_OWNERS = "Only an owner can add, change or remove owners and admins.";

const { app, db } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const newAddress = () => `${newId()}@example.com`;
const as = (person: SessionUser, now = NOW) => {
  const caller = callerOf(app.db, person, now).invitations;
  const { projectId } = fixture;
  return {
    create: (email: string, role: Role = "member") => caller.create({ projectId, email, role }),
    renew: (email: string) => caller.renew({ projectId, email }),
    change: (email: string, role: Role) => caller.changeRole({ projectId, email, role }),
    revoke: (email: string) => caller.revoke({ projectId, email }),
    list: async () => (await caller.list({ projectId })).invitations,
  };
};
const stored = async (email: string) => {
  const [row] = await db.select().from(invitations).where(eq(invitations.email, email));
  return row;
};
/** An invitation as earlier versions stored it. */
const insertOldInvitation = (email: string, role: Role = "member") =>
  db.insert(invitations).values({ projectId: fixture.projectId, email, role, createdAt: NOW });

describe("inviting", () => {
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
  ] as const)("%s invites %s: refused with %j", async (actor, role, message) => {
    const email = newAddress();
    const call = as(fixture[actor]).create(email, role);
    if (message) await expect(call).rejects.toMatchObject({ code: "FORBIDDEN", message });
    else
      expect(await call).toEqual({
        email,
        role,
        expiresAt: IN_A_WEEK.toISOString(),
        link: expect.stringMatching(LINK),
      });
    expect((await stored(email))?.role).toBe(message ? undefined : role);
  });

  test("stores only the token's hash", async () => {
    const email = newAddress();
    const { link } = await as(fixture.owner).create(email);
    const token = link?.split("/").at(-1) ?? "";
    const row = await stored(email);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
    const { projectId, owner } = fixture;
    expect(row).toEqual({
      projectId,
      email,
      role: "member",
      createdAt: NOW,
      invitedBy: owner.id,
      tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: IN_A_WEEK,
      isMailed: false,
    });
  });

  test("gives no access, also when the address has an account", async () => {
    const person = await insertUser(db);
    await as(fixture.owner).create(person.email.toUpperCase());
    const { projectId } = fixture;
    const call = callerOf(app.db, person).projects.get({ projectId });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await callerOf(app.db, person).projects.list()).toEqual([]);
    const isOfPerson = eq(memberships.userId, person.id);
    expect(await db.select().from(memberships).where(isOfPerson)).toEqual([]);
  });

  test("sends the same statements and answers alike whether the address has an account", async () => {
    const known = await insertUser(db);
    const sentFor: string[][] = [];
    const outputs: unknown[] = [];
    for (const email of [known.email, newAddress()]) {
      const sent = await statementsOf(async () => {
        outputs.push({ ...(await as(fixture.owner).create(email)), email: "", link: "" });
        outputs.push(await as(fixture.owner).change(email, "admin"));
        outputs.push({ ...(await as(fixture.owner).renew(email)), email: "", link: "" });
        outputs.push(await as(fixture.owner).list());
        outputs.push(await as(fixture.owner).revoke(email));
      });
      sentFor.push(sent);
      const text = JSON.stringify(outputs.splice(0)).replaceAll(email, "the address");
      sentFor.push([text]);
    }
    expect(sentFor[0]).toEqual(sentFor[2]);
    expect(sentFor[1]).toEqual(sentFor[3]);
  });

  test("an address again replaces role and link; a member's address is refused", async () => {
    const email = newAddress();
    const first = await as(fixture.owner).create(email);
    const second = await as(fixture.owner).create(email, "admin");
    expect(second.link).not.toBe(first.link);
    expect(await as(fixture.owner).list()).toMatchObject([{ email, role: "admin" }]);
    await expect(as(fixture.admin).create(email)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as(fixture.owner).create(fixture.member.email)).rejects.toMatchObject({
      code: "CONFLICT",
      message: `${fixture.member.email} is already a member. You can change the role in the list of members.`,
    });
  });
});

describe("the list of pending invitations", () => {
  test("has address, role, inviter and expiry, by address, also of the expired ones", async () => {
    const { projectId, owner, admin, member } = fixture;
    const address = (name: string) => `${name}.${projectId}@example.com`;
    await insertOldInvitation(address("b"), "admin");
    await as(owner, new Date(NOW.getTime() - WEEK_MS)).create(address("c"));
    await as(admin).create(address("a"));
    const shown = ({ name, email }: SessionUser) => ({ name, email });
    expect(await callerOf(app.db, member).invitations.list({ projectId })).toEqual({
      asOf: NOW.toISOString(),
      isMailed: false,
      invitations: [
        {
          email: address("a"),
          role: "member",
          inviter: shown(admin),
          expiresAt: IN_A_WEEK.toISOString(),
          isExpired: false,
        },
        { email: address("b"), role: "admin", inviter: null, expiresAt: null, isExpired: false },
        {
          email: address("c"),
          role: "member",
          inviter: shown(owner),
          expiresAt: NOW.toISOString(),
          isExpired: true,
        },
      ],
    });
  });

  test("names no inviter whose account is gone", async () => {
    const email = newAddress();
    await as(fixture.admin).create(email);
    await db.delete(users).where(eq(users.id, fixture.admin.id));
    expect(await as(fixture.owner).list()).toMatchObject([{ email, inviter: null }]);
  });
});

describe("changing a pending invitation", () => {
  const mayManage = (actor: Role, target: Role) =>
    actor === "owner" || (actor === "admin" && target === "member");
  const pairs = ROLES.flatMap((actor) => ROLES.map((target) => [actor, target] as const));

  test.each(pairs)("%s revokes and renews the invitation of %s", async (actor, target) => {
    const email = newAddress();
    await as(fixture.owner).create(email, target);
    for (const call of ["renew", "revoke"] as const) {
      const answer = as(fixture[actor])[call](email);
      if (mayManage(actor, target)) expect(await answer).toMatchObject({ email });
      else await expect(answer).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect((await stored(email)) === undefined).toBe(mayManage(actor, target));
  });

  const triples = pairs.flatMap(([actor, from]) => ROLES.map((to) => [actor, from, to] as const));
  test.each(triples)("%s changes %s to %s", async (actor, from, to) => {
    const email = newAddress();
    await as(fixture.owner).create(email, from);
    const before = await stored(email);
    const isAllowed = mayManage(actor, from) && mayManage(actor, to);
    const call = as(fixture[actor]).change(email, to);
    if (isAllowed) expect(await call).toEqual({ email, role: to });
    else await expect(call).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await stored(email)).toEqual({ ...before, role: isAllowed ? to : from });
  });

  test("an invitation of an earlier version gets its first link when somebody asks for one", async () => {
    const email = newAddress();
    await insertOldInvitation(email, "admin");
    const { link, role } = await as(fixture.owner).renew(email);
    expect(link).toMatch(LINK);
    expect(role).toBe("admin");
    expect(await as(fixture.owner).list()).toMatchObject([
      { email, role: "admin", inviter: { email: fixture.owner.email }, isExpired: false },
    ]);
  });

  test("an address without an invitation is NOT_FOUND, also when another project invited it", async () => {
    const email = newAddress();
    const { foreignProjectId, stranger, owner } = fixture;
    const foreign = { projectId: foreignProjectId, email, role: "member" as const };
    await callerOf(app.db, stranger).invitations.create(foreign);
    const before = await stored(email);
    const { renew, change, revoke } = as(owner);
    for (const address of [email, newAddress(), fixture.member.email])
      for (const call of [renew, revoke, (given: string) => change(given, "admin")])
        await expect(call(address)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await stored(email)).toEqual(before);
  });
});

describe("with a mail server", () => {
  /** Calls as the owner, with a mailer that records what it is asked to send. */
  function withMail() {
    const sent: MailMessage[] = [];
    let wakes = 0;
    const mail = {
      enqueue: async (_tx: unknown, message: MailMessage) => void sent.push(message),
      wake: () => {
        wakes += 1;
      },
    };
    const caller = createCaller({ ...contextOf(app.db, fixture.owner), mail });
    return { caller, sent, wakes: () => wakes };
  }

  test("the link goes only into the e-mail, also when it is sent again", async () => {
    const email = newAddress();
    const { caller, sent, wakes } = withMail();
    const { projectId, owner } = fixture;
    const made = await caller.invitations.create({ projectId, email, role: "admin" });
    expect(made).toEqual({ email, role: "admin", expiresAt: IN_A_WEEK.toISOString(), link: null });
    expect(await stored(email)).toMatchObject({ isMailed: true, role: "admin" });
    await caller.invitations.renew({ projectId, email });
    expect(await caller.invitations.list({ projectId })).toMatchObject({ isMailed: true });
    expect(wakes()).toBe(2);
    const tokens = sent.map(({ text }) => /inv_[\w-]{43}/.exec(text)?.[0] ?? "");
    expect(new Set(tokens).size).toBe(2);
    expect(sent).toMatchObject([
      { recipient: email, validUntil: IN_A_WEEK, text: expect.stringContaining(owner.email) },
      { recipient: email, validUntil: IN_A_WEEK, text: expect.stringContaining("Atlas") },
    ]);
  });

  test("nothing is sent for an invitation that is refused", async () => {
    const { caller, sent, wakes } = withMail();
    const { projectId, member } = fixture;
    const refused = caller.invitations.create({ projectId, email: member.email, role: "member" });
    await expect(refused).rejects.toMatchObject({ code: "CONFLICT" });
    expect([sent, wakes()]).toEqual([[], 0]);
  });

  test("a link that was copied before ends, and does not count as mailed", async () => {
    const email = newAddress();
    await as(fixture.owner).create(email);
    const before = await stored(email);
    const { projectId } = fixture;
    await withMail().caller.invitations.renew({ projectId, email });
    const after = await stored(email);
    expect([before?.isMailed, after?.isMailed]).toEqual([false, true]);
    expect(after?.tokenHash).not.toBe(before?.tokenHash);
  });
});

describe("limits", () => {
  /** Calls with other limits than the other tests. The counters are the same. */
  function withLimits(person: SessionUser, limits: object) {
    const context = contextOf(app.db, person);
    return createCaller({ ...context, limits: { ...context.limits, ...limits } });
  }

  test("a project has at most the permitted number of pending invitations", async () => {
    const { projectId, owner } = fixture;
    const { invitations: limited } = withLimits(owner, { maxPendingInvitations: 3 });
    const invite = (email: string) => limited.create({ projectId, email, role: "member" });
    const emails = [newAddress(), newAddress(), newAddress(), newAddress()];
    const outcomes = await Promise.allSettled(emails.map(invite));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    await expect(invite(newAddress())).rejects.toMatchObject({
      code: "CONFLICT",
      message:
        "This project has 3 invitations without an answer, which is the most that it may have. Revoke one first.",
    });
    const [listed] = await as(owner).list();
    expect((await invite(listed?.email ?? "")).email).toBe(listed?.email);
    await limited.revoke({ projectId, email: listed?.email ?? "" });
    expect((await invite(newAddress())).role).toBe("member");
  });

  test("a project that has all the members that it may have invites nobody", async () => {
    const { projectId, owner } = fixture;
    const { invitations: limited } = withLimits(owner, { maxMembers: 1 });
    const created = limited.create({ projectId, email: newAddress(), role: "member" });
    await expect(created).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/^This product has \d members, which is the most/),
    });
    expect(await as(owner).list()).toEqual([]);
  });

  test("a person makes at most 200 links in a day, and the refusal says when to go on", async () => {
    const { limits } = contextOf(app.db, fixture.owner);
    for (let taken = 0; taken < 200; taken += 1)
      await limits.invitationLinks.take(fixture.owner.id);
    await expect(as(fixture.owner).create(newAddress())).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: "You have made too many invitation links. Try again in 24 hours.",
    });
    expect((await as(fixture.admin).create(newAddress())).role).toBe("member");
  });

  test("a person creates at most 50 projects in a day, and others are not affected", async () => {
    const { limits } = contextOf(app.db, fixture.owner);
    for (let taken = 0; taken < 49; taken += 1) await limits.newProjects.take(fixture.owner.id);
    const create = (person: SessionUser) =>
      callerOf(app.db, person).projects.create({ name: "One more" });
    await create(fixture.owner);
    await expect(create(fixture.owner)).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message:
        "You have created 50 products in a day, which is the most that a person may. Try again in 24 hours.",
    });
    await create(fixture.admin);
  });
});

test("each change is recorded with actor, time, from and to", async () => {
  const email = newAddress();
  const { create, renew, change, revoke } = as(fixture.owner);
  await create(email);
  await renew(email);
  await change(email, "admin");
  await change(email, "admin");
  await create(email, "owner");
  await revoke(email);
  const events = await auditEventsOf(db, fixture.projectId);
  const common = { actorId: fixture.owner.id, at: NOW };
  expect(events).toEqual([
    { ...common, action: "invitation.create", from: null, to: `member ${email}` },
    { ...common, action: "invitation.renew", from: null, to: `member ${email}` },
    {
      ...common,
      action: "invitation.change-role",
      from: `member ${email}`,
      to: `admin ${email}`,
    },
    { ...common, action: "invitation.create", from: `admin ${email}`, to: `owner ${email}` },
    { ...common, action: "invitation.revoke", from: `owner ${email}`, to: null },
  ]);
});
