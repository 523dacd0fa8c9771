import { newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { ROLES } from "@ai-cost/domain";
import { beforeAll, describe, expect, test } from "vitest";
import type { SessionUser } from "./index";
import { insertAlert } from "./testing/alerts";
import { callerOf, contextOf } from "./testing/callers";
import { recordCharges } from "./testing/charges";
import {
  type Fixture,
  insertFixture,
  insertMembership,
  insertSession,
  insertUser,
} from "./testing/fixture";
import { callOverHttp } from "./testing/http";
import { type IdKind, type Ids, inputOf, PROCEDURE_ACCESS } from "./testing/procedure-access";
import { type Procedure, procedures } from "./testing/procedures";

const { app, db, sql, tenantOf } = testDatabase();

let fixture: Fixture;
let ownIds: Ids;
let foreignIds: Ids;

const cases = procedures().map((procedure) => ({
  ...procedure,
  access: PROCEDURE_ACCESS[procedure.path],
}));
const ofProject = cases.filter(({ access }) => "projectId" in access.idFields);
const ofUser = cases.filter(({ access }) => Object.keys(access.idFields).length === 0);
/** One entry for each id that a procedure takes in addition to the project id. */
const withOtherId = cases.flatMap(({ access, ...procedure }) =>
  Object.entries<IdKind>(access.idFields)
    .filter(([, kind]) => kind !== "projectId")
    .map(([field, kind]) => ({ ...procedure, access, field, kind })),
);

beforeAll(async () => {
  fixture = await insertFixture(db);
  ownIds = await idsOf(fixture.projectId, fixture.owner);
  foreignIds = await idsOf(fixture.foreignProjectId, fixture.stranger);
});

/** Creates an object of each id kind in the project and returns the ids. */
async function idsOf(projectId: string, owner: SessionUser): Promise<Ids> {
  const [charge] = await recordCharges(tenantOf, projectId, [{}]);
  if (!charge) throw new Error("no charge was recorded");
  const { runId, jobId, chargeId } = charge;
  const caller = callerOf(app.db, owner);
  const { keyId } = await caller.ingestKeys.create({ projectId, name: "A key" });
  const [event] = await caller.auditEvents.list({ projectId });
  await caller.budgets.set({ projectId, scope: { kind: "project" }, limitDollars: 50 });
  const [budgetChange] = await caller.budgets.history({ projectId });
  const webhook = { projectId, kind: "webhook", target: "https://receiver.example.com" } as const;
  const { channelId } = await caller.alerts.addChannel({ ...webhook, name: "A webhook" });
  const spare = await caller.alerts.addChannel({ ...webhook, name: "Another webhook" });
  const alertId = await insertAlert({ sql }, projectId, channelId);
  const email = await newMember(projectId);
  const invitedEmail = await newInvitation(projectId, owner);
  const sessionId = await insertSession(db, owner);
  const eventId = event?.id ?? "";
  const budgetChangeId = budgetChange?.id ?? "";
  const alerts = { channelId, spareChannelId: spare.channelId, alertId };
  const others = { email, invitedEmail, sessionId, budgetChangeId, ...alerts };
  return { projectId, runId, jobId, chargeId, eventId, keyId, ...others };
}

async function newInvitation(projectId: string, owner: SessionUser): Promise<string> {
  const email = `${newId()}@example.com`;
  await callerOf(app.db, owner).invitations.create({ projectId, email, role: "member" });
  return email;
}

/** An id of the foreign project. Addresses are new, because an earlier call may have invited the last one. */
function newForeignId(kind: IdKind): Promise<string> {
  const { projectId } = foreignIds;
  if (kind === "email") return newMember(projectId);
  if (kind === "invitedEmail") return newInvitation(projectId, fixture.stranger);
  return Promise.resolve(foreignIds[kind]);
}

async function newMember(projectId: string): Promise<string> {
  const user = await insertUser(db);
  await insertMembership(db, projectId, user, "member");
  return user.email;
}

const callAs = (
  user: SessionUser | null,
  { type, path }: Pick<Procedure, "type" | "path">,
  input: unknown,
) => callOverHttp(contextOf(app.db, user), type, path, input);

const signedOut = {
  status: 401,
  body: {
    error: {
      code: -32001,
      message: "Sign in to continue.",
      data: { code: "UNAUTHORIZED", httpStatus: 401 },
    },
  },
};

describe.each(ofProject)("$path", ({ access, ...procedure }) => {
  test.each(ROLES)("is allowed or FORBIDDEN to the %s, as in the access table", async (role) => {
    const { projectId, owner } = fixture;
    const person = await insertUser(db);
    await insertMembership(db, projectId, person, role);
    const email = await newMember(projectId);
    const takesInvitation = Object.values<IdKind>(access.idFields).includes("invitedEmail");
    const invitedEmail = takesInvitation ? await newInvitation(projectId, owner) : "";
    const input = inputOf(access, { ...ownIds, email, invitedEmail });
    const { status } = await callAs(person, procedure, input);
    expect(status).toBe(access.roles.includes(role) ? access.status : 403);
  });

  test("is UNAUTHORIZED without a session, whatever the input", async () => {
    for (const input of [inputOf(access, ownIds), { projectId: "x" }, 5])
      expect(await callAs(null, procedure, input)).toEqual(signedOut);
  });

  test("is answered with the same bytes to a stranger and for a project that does not exist", async () => {
    const foreign = await callAs(fixture.stranger, procedure, inputOf(access, ownIds));
    const random = await callAs(
      fixture.stranger,
      procedure,
      inputOf(access, { ...ownIds, projectId: newId() }),
    );
    expect(foreign.status).toBe(404);
    expect(JSON.stringify(foreign)).toBe(JSON.stringify(random));
    expect(foreign.body).toMatchObject({ error: { data: { code: "NOT_FOUND", httpStatus: 404 } } });
  });

  test.each(ROLES)("is NOT_FOUND to the %s of another project", async (role) => {
    const { status } = await callAs(fixture[role], procedure, inputOf(access, foreignIds));
    expect(status).toBe(404);
  });

  test("is BAD_REQUEST for a malformed project id, with the field's name", async () => {
    const input = inputOf(access, { ...ownIds, projectId: "x" });
    expect(await callAs(fixture.owner, procedure, input)).toEqual({
      status: 400,
      body: {
        error: {
          code: -32600,
          message: "projectId is not a project id",
          data: {
            code: "BAD_REQUEST",
            httpStatus: 400,
            fieldErrors: { projectId: ["is not a project id"] },
          },
        },
      },
    });
  });
});

describe.each(ofUser)("$path", ({ access, ...procedure }) => {
  test("is UNAUTHORIZED without a session", async () => {
    expect(await callAs(null, procedure, inputOf(access, ownIds))).toEqual(signedOut);
  });

  test.each([...ROLES, "stranger"] as const)("is allowed to the %s", async (user) => {
    const { status } = await callAs(fixture[user], procedure, inputOf(access, ownIds));
    expect(status).toBe(200);
  });
});

describe.each(withOtherId)("$path with $field", ({ access, kind, ...procedure }) => {
  test("of another project is answered with the same bytes as one that does not exist", async () => {
    const callWith = async (id: string) => {
      const input = inputOf(access, { ...ownIds, [kind]: id });
      const { status, body } = await callAs(fixture.owner, procedure, input);
      const text = JSON.stringify(body).replaceAll(id, "the id");
      return { status, text: text.replace(/inv_[\w-]{43}/, "a token") };
    };
    const isEmail = kind === "email" || kind === "invitedEmail";
    const foreignId = await newForeignId(kind);
    const foreign = await callWith(foreignId);
    const random = await callWith(isEmail ? `${newId()}@example.com` : newId());
    expect(foreign).toEqual(random);
    expect(foreign.status).toBe(access.statusOfForeignId[kind]);
  });
});

test("a removed member is a stranger from the next call on", async () => {
  const { projectId, admin, member } = await insertFixture(db);
  const summary = { type: "query", path: "aiCost.getMonthlySummary" } as const;
  const removal = { type: "mutation", path: "projects.removeMember" } as const;
  expect((await callAs(member, summary, { projectId })).status).toBe(200);
  await callAs(admin, removal, { projectId, email: member.email });
  expect((await callAs(member, summary, { projectId })).status).toBe(404);
});
