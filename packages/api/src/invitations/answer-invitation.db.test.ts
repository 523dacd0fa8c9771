import { newInvitationToken } from "@ai-cost/auth/invitations";
import { invitations, memberships, newId, users } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import type { Role } from "@ai-cost/domain";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { acceptInvitation, declineInvitation, readInvitation, type SessionUser } from "../index";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf, contextOf } from "../testing/callers";
import { type Fixture, insertFixture, insertMembership, insertUser, NOW } from "../testing/fixture";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const RACES = 10;

const { app, db } = testDatabase();
let fixture: Fixture;
let invited: SessionUser;
beforeEach(async () => {
  fixture = await insertFixture(db);
  invited = await insertUser(db);
});

/** A context whose attempts no other test counts. */
const contextFor = (user: SessionUser | null, now = NOW) => ({
  ...contextOf(app.db, user, now),
  clientAddress: `test ${fixture.projectId}`,
});
const read = (token: string, user: SessionUser | null = null, now = NOW) =>
  readInvitation(contextFor(user, now), token);
const accept = (token: string, user: SessionUser | null = invited, now = NOW) =>
  acceptInvitation(contextFor(user, now), token);
const decline = (token: string, user: SessionUser | null = null, now = NOW) =>
  declineInvitation(contextFor(user, now), token);

const manage = () => callerOf(app.db, fixture.owner).invitations;
const ofInvited = () => ({ projectId: fixture.projectId, email: invited.email });
async function invite(role: Role = "member"): Promise<string> {
  const { link } = await manage().create({ ...ofInvited(), role });
  return link?.split("/").at(-1) ?? "";
}
const roleOf = async (user: SessionUser) => {
  const isMembership = and(
    eq(memberships.projectId, fixture.projectId),
    eq(memberships.userId, user.id),
  );
  const found = await db.select({ role: memberships.role }).from(memberships).where(isMembership);
  return found.map(({ role }) => role);
};
const pending = () =>
  db.select().from(invitations).where(eq(invitations.projectId, fixture.projectId));
const isVerified = async ({ id }: SessionUser) => {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user?.emailVerified;
};

test("a project takes no more members than it may have, and the invitation waits until there is room", async () => {
  const context = contextFor(invited);
  const members = await db.$count(memberships, eq(memberships.projectId, fixture.projectId));
  const withLimit = (maxMembers: number) => ({
    ...context,
    limits: { ...context.limits, maxMembers },
  });
  const token = await invite();
  await expect(acceptInvitation(withLimit(members), token)).rejects.toMatchObject({
    code: "CONFLICT",
    message: `This product has ${members} members, which is the most that it may have. An owner or admin can remove one first.`,
  });
  expect(await pending()).toHaveLength(1);
  await acceptInvitation(withLimit(members + 1), token);
  expect(await roleOf(invited)).toEqual(["member"]);
});

describe("the bearer of a token", () => {
  test("sees the project's name, the inviter, the role and the address, and nothing else", async () => {
    const token = await invite("admin");
    const { projectId, owner } = fixture;
    expect(await read(token)).toEqual({
      project: { id: projectId, name: "Atlas" },
      email: invited.email,
      role: "admin",
      inviter: { name: owner.name, email: owner.email },
      expiresAt: new Date(NOW.getTime() + WEEK_MS),
      viewer: "signed-out",
    });
    expect(await pending()).toHaveLength(1);
  });

  test("is told who is signed in", async () => {
    const token = await invite();
    expect((await read(token, fixture.stranger)).viewer).toBe("somebody-else");
    expect((await read(token, fixture.owner)).viewer).toBe("somebody-else");
    expect((await read(token, invited)).viewer).toBe("invited");
    await insertMembership(db, fixture.projectId, invited, "member");
    expect((await read(token, invited)).viewer).toBe("member");
  });

  test("gets the same error for a token that is unknown, used, declined, revoked, replaced or expired", async () => {
    const used = await invite();
    await accept(used);
    await callerOf(app.db, invited).projects.leave({ projectId: fixture.projectId });
    const declined = await invite();
    await decline(declined);
    const revoked = await invite();
    await manage().revoke(ofInvited());
    const replaced = await invite();
    await manage().renew(ofInvited());
    const invalid = [used, declined, revoked, replaced, newInvitationToken().token, "inv_", ""];
    const message = "This invitation is not valid any more. Ask for a new link.";
    const refusal = { code: "NOT_FOUND", message };
    for (const token of invalid) {
      await expect(read(token, invited)).rejects.toMatchObject(refusal);
      await expect(accept(token)).rejects.toMatchObject(refusal);
      await expect(decline(token)).rejects.toMatchObject(refusal);
    }
    const live = await invite();
    const atExpiry = new Date(NOW.getTime() + WEEK_MS);
    await expect(read(live, invited, atExpiry)).rejects.toMatchObject(refusal);
    await expect(accept(live, invited, atExpiry)).rejects.toMatchObject(refusal);
    await expect(decline(live, invited, atExpiry)).rejects.toMatchObject(refusal);
    expect(await roleOf(invited)).toEqual([]);
    expect(await accept(live, invited, new Date(atExpiry.getTime() - 1))).toEqual({
      projectId: fixture.projectId,
    });
  });

  test("may try a hundred invalid tokens in a quarter of an hour; valid ones do not count", async () => {
    const token = await invite();
    for (let tried = 0; tried < 100; tried += 1) {
      await expect(read(newInvitationToken().token)).rejects.toMatchObject({ code: "NOT_FOUND" });
      if (tried < 10) await read(token);
    }
    await expect(read(token)).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: expect.stringContaining("Try again in 15 minutes."),
    });
  });
});

describe("accepting", () => {
  test("makes the invited person a member in the invited role, once", async () => {
    const token = await invite("admin");
    expect(await accept(token)).toEqual({ projectId: fixture.projectId });
    expect(await roleOf(invited)).toEqual(["admin"]);
    expect(await pending()).toEqual([]);
    const events = await auditEventsOf(db, fixture.projectId);
    expect(events.at(-1)).toEqual({
      actorId: invited.id,
      at: NOW,
      action: "invitation.accept",
      from: null,
      to: `admin ${invited.email}`,
    });
  });

  test("needs a session of the invited address", async () => {
    const token = await invite();
    await expect(accept(token, null)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    for (const person of [fixture.stranger, fixture.owner, fixture.member])
      await expect(accept(token, person)).rejects.toMatchObject({
        code: "FORBIDDEN",
        message: `This invitation is for ${invited.email}. Sign in with that address.`,
      });
    expect(await pending()).toHaveLength(1);
    expect(await roleOf(fixture.stranger)).toEqual([]);
  });

  test("gives the role that the invitation has now", async () => {
    const token = await invite("member");
    await manage().changeRole({ ...ofInvited(), role: "owner" });
    await accept(token);
    expect(await roleOf(invited)).toEqual(["owner"]);
  });

  test("keeps the role of a person who is already a member", async () => {
    const token = await invite("member");
    await insertMembership(db, fixture.projectId, invited, "owner");
    await accept(token);
    expect(await roleOf(invited)).toEqual(["owner"]);
    expect(await pending()).toEqual([]);
  });

  test("verifies the address only when the token was sent by e-mail", async () => {
    await accept(await invite());
    expect(await isVerified(invited)).toBe(false);
    await callerOf(app.db, invited).projects.leave({ projectId: fixture.projectId });
    const mailed = await invite();
    await db
      .update(invitations)
      .set({ isMailed: true })
      .where(eq(invitations.projectId, fixture.projectId));
    await accept(mailed);
    expect(await isVerified(invited)).toBe(true);
  });

  test("one project leaves the invitations of others as they are", async () => {
    const token = await invite();
    const { foreignProjectId, stranger } = fixture;
    const foreign = { projectId: foreignProjectId, email: invited.email, role: "owner" as const };
    await callerOf(app.db, stranger).invitations.create(foreign);
    await accept(token);
    const isForeign = eq(invitations.projectId, foreignProjectId);
    expect(await db.select().from(invitations).where(isForeign)).toHaveLength(1);
    expect(await callerOf(app.db, invited).projects.list()).toMatchObject([
      { projectId: fixture.projectId },
    ]);
  });

  test("is needed again after leaving or being removed", async () => {
    const { projectId } = fixture;
    await accept(await invite());
    await callerOf(app.db, invited).projects.leave({ projectId });
    const second = await invite();
    expect(await roleOf(invited)).toEqual([]);
    await accept(second);
    const removal = { projectId, email: invited.email };
    await callerOf(app.db, fixture.owner).projects.removeMember(removal);
    await invite();
    expect(await roleOf(invited)).toEqual([]);
  });
});

describe("declining", () => {
  test.each(["signed out", "signed in"])(
    "%s, ends the invitation and is recorded",
    async (state) => {
      const person = state === "signed in" ? invited : null;
      await decline(await invite("admin"), person);
      expect(await pending()).toEqual([]);
      expect(await roleOf(invited)).toEqual([]);
      const events = await auditEventsOf(db, fixture.projectId);
      expect(events.at(-1)).toEqual({
        actorId: person?.id ?? "invited",
        at: NOW,
        action: "invitation.decline",
        from: `admin ${invited.email}`,
        to: null,
      });
      const [listed] = await callerOf(app.db, fixture.owner).auditEvents.list({
        projectId: fixture.projectId,
      });
      expect(listed?.actor?.email).toBe(person?.email);
    },
  );
});

describe("at the same time", () => {
  const isFulfilled = ({ status }: PromiseSettledResult<unknown>) => status === "fulfilled";

  test("of two acceptances, one succeeds and there is one membership", async () => {
    for (let race = 0; race < RACES; race += 1) {
      const person = await insertUser(db);
      const { link } = await manage().create({
        projectId: fixture.projectId,
        email: person.email,
        role: "member",
      });
      const token = link?.split("/").at(-1) ?? "";
      const outcomes = await Promise.allSettled([accept(token, person), accept(token, person)]);
      expect(outcomes.filter(isFulfilled)).toHaveLength(1);
      expect(await roleOf(person)).toEqual(["member"]);
    }
    const events = await auditEventsOf(db, fixture.projectId);
    const accepted = events.filter(({ action }) => action === "invitation.accept");
    expect(accepted).toHaveLength(RACES);
  });

  test("an acceptance, a revocation and a second invitation end in one order of the three", async () => {
    for (let race = 0; race < RACES; race += 1) {
      invited = await insertUser(db);
      const token = await invite("member");
      const [accepted, revoked, again] = await Promise.allSettled([
        accept(token),
        manage().revoke(ofInvited()),
        manage().create({ ...ofInvited(), role: "admin" }),
      ]);
      const roles = await roleOf(invited);
      const left = (await pending()).filter(({ email }) => email === invited.email);
      // The token was accepted, or else it was revoked or replaced before.
      expect(roles).toEqual(isFulfilled(accepted) ? ["member"] : []);
      // A member cannot be invited, so the second invitation failed if the acceptance came before it.
      if (isFulfilled(accepted)) expect(isFulfilled(again)).toBe(false);
      // What is left is the second invitation, unless it was the one that was revoked.
      if (left.length > 0) expect([left[0]?.role, isFulfilled(again)]).toEqual(["admin", true]);
      else expect(isFulfilled(accepted) || isFulfilled(revoked)).toBe(true);
      await db.delete(invitations).where(eq(invitations.projectId, fixture.projectId));
    }
  });

  test("of an acceptance and a refusal, one succeeds and is recorded", async () => {
    for (let race = 0; race < RACES; race += 1) {
      invited = await insertUser(db);
      const token = await invite();
      const [accepted, declined] = await Promise.allSettled([accept(token), decline(token)]);
      expect([accepted, declined].filter(isFulfilled)).toHaveLength(1);
      expect(await roleOf(invited)).toEqual(isFulfilled(accepted) ? ["member"] : []);
      const events = await auditEventsOf(db, fixture.projectId);
      const action = isFulfilled(accepted) ? "invitation.accept" : "invitation.decline";
      expect(events.at(-1)).toMatchObject({ action });
    }
  });
});

test("a malformed or very long token is NOT_FOUND and reaches no query", async () => {
  for (const token of ["../../x", "inv_' or 1=1 --", `inv_${"x".repeat(1_000_000)}`, newId()])
    await expect(read(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
