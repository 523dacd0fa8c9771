import { newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { appRouter, type SessionUser } from "./index";
import { record } from "./testing/usage";
import { ask } from "./testing/wire";
import { callerOf, contextOf, newWorld, type World } from "./testing/world";

const { app, db, tenantOf } = testDatabase();

interface Case {
  path: string;
  type: "query" | "mutation";
  /** A well-formed input beside the project id; null for a procedure that takes no project. */
  input: (() => Record<string, unknown>) | null;
  /** The status that each role gets. */
  owner: number;
  admin: number;
  member: number;
}

let world: World;
let runId: string;
let foreignRunId: string;
let keyId: string;
let foreignKeyId: string;
const everyone = { owner: 200, admin: 200, member: 200 };
const newAddress = () => `${newId()}@example.com`;
const query = { type: "query", ...everyone } as const;
const mutation = { type: "mutation", ...everyone } as const;

const cases: Case[] = [
  { path: "aiCost.getMonthlySummary", ...query, input: () => ({ month: "2026-11" }) },
  { path: "aiCost.getMonthlyTrend", ...query, input: () => ({}) },
  { path: "aiCost.getDailySpend", ...query, input: () => ({ days: 7 }) },
  { path: "aiCost.getCrossProjectSummary", ...query, input: null },
  { path: "aiCost.setBudgetLimit", ...mutation, input: () => ({ limitDollars: 250 }), member: 403 },
  { path: "aiCost.clearBudgetLimit", ...mutation, input: () => ({}), member: 403 },
  { path: "aiCost.getRecentTransactions", ...query, input: () => ({}) },
  { path: "projects.list", ...query, input: null },
  { path: "projects.get", ...query, input: () => ({}) },
  { path: "projects.create", ...mutation, input: null },
  { path: "projects.listMembers", ...query, input: () => ({}) },
  {
    path: "projects.addMember",
    ...mutation,
    input: () => ({ email: newAddress(), role: "member" }),
    member: 403,
  },
  {
    path: "projects.changeMemberRole",
    ...mutation,
    input: () => ({ email: world.member.email, role: "member" }),
    member: 403,
  },
  {
    path: "projects.removeMember",
    ...mutation,
    input: () => ({ email: newAddress() }),
    owner: 404,
    admin: 404,
    member: 403,
  },
  { path: "pipelineRuns.get", ...query, input: () => ({ runId }) },
  { path: "pipelineRuns.listJobs", ...query, input: () => ({ runId }) },
  { path: "pipelineRuns.listCharges", ...query, input: () => ({ runId }) },
  { path: "ingestKeys.list", ...query, input: () => ({}) },
  { path: "ingestKeys.create", ...mutation, input: () => ({ name: "Nightly" }), member: 403 },
  { path: "ingestKeys.revoke", ...mutation, input: () => ({ keyId }), member: 403 },
  { path: "modelPrices.list", ...query, input: () => ({}) },
  {
    path: "modelPrices.set",
    ...mutation,
    input: () => ({ model: "a-model", inputUsdPerMillion: 3, outputUsdPerMillion: 15 }),
    member: 403,
  },
  { path: "modelPrices.remove", ...mutation, input: () => ({ model: "a-model" }), member: 403 },
  { path: "agentNames.list", ...query, input: () => ({}) },
  {
    path: "agentNames.set",
    ...mutation,
    input: () => ({ agentName: "Scout", agentType: "research" }),
    member: 403,
  },
  { path: "agentNames.remove", ...mutation, input: () => ({ agentName: "Scout" }), member: 403 },
  { path: "usageSources.listNotices", ...query, input: () => ({}) },
  { path: "auditEvents.list", ...query, input: () => ({}), member: 403 },
];
const projectCases = cases.flatMap(({ input, ...rest }) => (input ? [{ ...rest, input }] : []));
const runCases = projectCases.filter(({ path }) => path.startsWith("pipelineRuns."));

const askAs = (
  user: SessionUser | null,
  { type, path }: Case | { type: Case["type"]; path: string },
  input: unknown,
) => ask(contextOf(app.db, user), type, path, input);

const newKeyId = async (user: SessionUser, projectId: string) =>
  (await callerOf(app.db, user).ingestKeys.create({ projectId, name: "A key" })).keyId;

beforeAll(async () => {
  world = await newWorld(db);
  runId = (await record(tenantOf(world.projectId), world.projectId, [{}]))[0]?.runId ?? "";
  foreignRunId =
    (await record(tenantOf(world.foreignProjectId), world.foreignProjectId, [{}]))[0]?.runId ?? "";
  keyId = await newKeyId(world.owner, world.projectId);
  foreignKeyId = await newKeyId(world.stranger, world.foreignProjectId);
});

test("every procedure stands in this table", () => {
  expect(cases.map(({ path }) => path).sort()).toEqual(
    Object.keys(appRouter._def.procedures).sort(),
  );
});

describe.each(projectCases)("$path", (procedure) => {
  test.each(["owner", "admin", "member"] as const)(
    "answers the %s as the table says",
    async (role) => {
      const input = { projectId: world.projectId, ...procedure.input() };
      expect((await askAs(world[role], procedure, input)).status).toBe(procedure[role]);
    },
  );

  test("answers nobody UNAUTHORIZED, whatever the input", async () => {
    for (const input of [
      { projectId: world.projectId, ...procedure.input() },
      { projectId: "x" },
      5,
    ])
      expect(await askAs(null, procedure, input)).toEqual(signedOut);
  });

  test("answers a stranger and a project that does not exist alike, to the byte", async () => {
    const rest = procedure.input();
    const foreign = await askAs(world.stranger, procedure, { projectId: world.projectId, ...rest });
    const random = await askAs(world.stranger, procedure, { projectId: newId(), ...rest });
    expect(foreign.status).toBe(404);
    expect(JSON.stringify(foreign)).toBe(JSON.stringify(random));
    expect(foreign.body).toMatchObject({ error: { data: { code: "NOT_FOUND", httpStatus: 404 } } });
  });

  test.each(["owner", "admin", "member"] as const)(
    "answers the %s of another project as any stranger",
    async (role) => {
      const input = { projectId: world.foreignProjectId, ...procedure.input() };
      expect((await askAs(world[role], procedure, input)).status).toBe(404);
    },
  );

  test("answers a malformed project id BAD_REQUEST, naming the field", async () => {
    const answer = await askAs(world.owner, procedure, { ...procedure.input(), projectId: "x" });
    expect(answer).toEqual({
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

describe.each(cases.filter(({ input }) => input === null))("$path", (procedure) => {
  const input = procedure.path === "projects.create" ? { name: "Made here" } : undefined;

  test("answers nobody UNAUTHORIZED", async () => {
    expect(await askAs(null, procedure, input)).toEqual(signedOut);
  });

  test.each(["owner", "admin", "member", "stranger"] as const)("answers the %s", async (person) => {
    expect((await askAs(world[person], procedure, input)).status).toBe(200);
  });
});

describe.each(runCases)("$path", (procedure) => {
  test("answers a run of another project and one that does not exist alike, to the byte", async () => {
    const { projectId } = world;
    const foreign = await askAs(world.owner, procedure, { projectId, runId: foreignRunId });
    const random = await askAs(world.owner, procedure, { projectId, runId: newId() });
    expect(foreign.status).toBe(404);
    expect(JSON.stringify(foreign)).toBe(JSON.stringify(random));
  });
});

test("a key of another project and one that does not exist are answered alike, to the byte", async () => {
  const { projectId } = world;
  const revoke = { type: "mutation", path: "ingestKeys.revoke" } as const;
  const foreign = await askAs(world.owner, revoke, { projectId, keyId: foreignKeyId });
  const random = await askAs(world.owner, revoke, { projectId, keyId: newId() });
  expect(foreign.status).toBe(404);
  expect(JSON.stringify(foreign)).toBe(JSON.stringify(random));
});

test("a removed member is a stranger at the next call", async () => {
  const own = await newWorld(db);
  const removal = { projectId: own.projectId, email: own.member.email };
  const summary = { type: "query", path: "aiCost.getMonthlySummary" } as const;
  expect((await askAs(own.member, summary, { projectId: own.projectId })).status).toBe(200);
  await askAs(own.admin, { type: "mutation", path: "projects.removeMember" }, removal);
  expect((await askAs(own.member, summary, { projectId: own.projectId })).status).toBe(404);
});
