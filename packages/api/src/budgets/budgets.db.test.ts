import { budgetChanges, budgets, newId } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEventsOf } from "../testing/audit-events";
import { callerOf } from "../testing/callers";
import { recordCharges } from "../testing/charges";
import { type Fixture, insertFixture, NOW } from "../testing/fixture";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const RESEARCH = { kind: "agentType", value: "research" } as const;
const MODEL = { kind: "model", value: "a-model" } as const;
const PROJECT = { kind: "project" } as const;

type Person = "owner" | "admin" | "member";
const callerAs = (person: Person, now = NOW) => callerOf(app.db, fixture[person], now);
const inProject = <Input extends object>(input: Input) => ({
  projectId: fixture.projectId,
  ...input,
});
const list = (now = NOW) => callerAs("member", now).budgets.list(inProject({}));
const setAs = (
  person: Person,
  input: Omit<Parameters<ReturnType<typeof callerOf>["budgets"]["set"]>[0], "projectId">,
) => callerAs(person).budgets.set(inProject(input));
const versions = async () =>
  (
    await db
      .select({ kind: budgets.scopeKind, version: budgets.version })
      .from(budgets)
      .where(eq(budgets.projectId, fixture.projectId))
      .orderBy(budgets.scopeKind)
  ).map(({ kind, version }) => [kind, version]);

test("lists the project's budget, then agent types, then models, each with its spend of the month", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
    { amountMicroUsd: 3_000_000n, agentType: "research" },
    { amountMicroUsd: 5_000_000n, agentType: "testing", model: "another" },
    { amountMicroUsd: null, agentType: "research" },
    { amountMicroUsd: 9_000_000n, agentType: "research", at: "2026-10-31T23:59:59Z" },
  ]);
  await setAs("owner", { scope: MODEL, limitDollars: 3 });
  await setAs("admin", { scope: RESEARCH, limitDollars: 4, thresholds: [90, 50, 90] });
  await setAs("owner", { scope: PROJECT, limitDollars: 10 });
  const shared = { held: 0, blocks: false, isComplete: true, forecast: null };
  expect(await list()).toMatchObject([
    {
      ...{ ...shared, scope: { kind: "project", value: null }, id: fixture.projectId, limit: 10 },
      ...{ spent: 8, pct: 80, status: "warning", thresholds: [80, 100], unpricedCharges: 1 },
    },
    {
      ...{ ...shared, scope: RESEARCH, limit: 4, spent: 3, pct: 75, status: "ok" },
      ...{ thresholds: [50, 90], unpricedCharges: 1 },
    },
    { ...shared, scope: MODEL, limit: 3, spent: 3, pct: 100, status: "exceeded" },
  ]);
});

test("a limit that was set before there were budgets has the default thresholds", async () => {
  await callerAs("owner").aiCost.setBudgetLimit(inProject({ limitDollars: 10 }));
  await db.delete(budgets).where(eq(budgets.projectId, fixture.projectId));
  expect(await list()).toMatchObject([{ limit: 10, thresholds: [80, 100], blocks: false }]);
});

test("every setter raises the version and keeps what it does not set", async () => {
  await setAs("owner", { scope: PROJECT, limitDollars: 10, thresholds: [50], blocks: true });
  await callerAs("admin").aiCost.setBudgetLimit(inProject({ limitDollars: 20 }));
  expect(await list()).toMatchObject([{ limit: 20, thresholds: [50], blocks: true }]);
  expect(await versions()).toEqual([["project", 2]]);
  await setAs("owner", { scope: PROJECT, limitDollars: 20, thresholds: [70] });
  expect(await list()).toMatchObject([{ limit: 20, thresholds: [70], blocks: true }]);
  expect(await versions()).toEqual([["project", 3]]);
  await setAs("owner", { scope: PROJECT, limitDollars: 20, thresholds: [70] });
  expect(await versions()).toEqual([["project", 3]]);
});

test("clearing the limit ends its blocking and keeps its thresholds", async () => {
  await setAs("owner", { scope: PROJECT, limitDollars: 10, thresholds: [50], blocks: true });
  await callerAs("owner").aiCost.clearBudgetLimit(inProject({}));
  expect([await list(), await versions()]).toEqual([[], [["project", 2]]]);
  await callerAs("owner").aiCost.setBudgetLimit(inProject({ limitDollars: 5 }));
  expect(await list()).toMatchObject([{ limit: 5, thresholds: [50], blocks: false }]);
  await callerAs("owner").budgets.remove(inProject({ scope: PROJECT }));
  expect([await list(), await versions()]).toEqual([[], [["project", 4]]]);
});

test("every change is kept with its person, time, reason and the settings before and after", async () => {
  await setAs("owner", { scope: RESEARCH, limitDollars: 4, reason: "a trial" });
  await setAs("admin", { scope: RESEARCH, limitDollars: 6, thresholds: [100] });
  await callerAs("owner").budgets.remove(inProject({ scope: RESEARCH, reason: "done" }));
  await callerAs("owner").budgets.remove(inProject({ scope: RESEARCH }));
  await callerAs("owner").aiCost.setBudgetLimit(inProject({ limitDollars: 9 }));
  const history = await callerAs("member").budgets.history(inProject({}));
  const at = NOW.toISOString();
  const [owner, admin] = [fixture.owner, fixture.admin].map(({ name, email }) => ({ name, email }));
  const others = { blocks: false, channelIds: null };
  const four = { limit: 4, thresholds: [80, 100], ...others };
  const six = { limit: 6, thresholds: [100], ...others };
  const nine = { limit: 9, thresholds: [80, 100], ...others };
  expect(history.map(({ id: _, ...change }) => change)).toEqual([
    {
      at,
      scope: { kind: "project", value: null },
      actor: owner,
      from: null,
      to: nine,
      reason: null,
    },
    { at, scope: RESEARCH, actor: owner, from: six, to: null, reason: "done" },
    { at, scope: RESEARCH, actor: admin, from: four, to: six, reason: null },
    { at, scope: RESEARCH, actor: owner, from: null, to: four, reason: "a trial" },
  ]);
  const older = { before: history[1]?.id };
  expect(await callerAs("member").budgets.history(inProject(older))).toEqual(history.slice(2));
});

test("the audit trail has the limit as before, and everything else as a sentence", async () => {
  await setAs("owner", { scope: PROJECT, limitDollars: 10, thresholds: [50], blocks: true });
  await setAs("owner", { scope: PROJECT, limitDollars: 10, thresholds: [] });
  await setAs("owner", { scope: MODEL, limitDollars: 3 });
  const events = await auditEventsOf(db, fixture.projectId);
  expect(events.map(({ action, from, to }) => [action, from, to])).toEqual([
    ["budget.set", null, "10.00"],
    [
      "budget.change-alerts",
      "alerts at 50 %, blocks new work at the limit",
      "no alerts, blocks new work at the limit",
    ],
    ["budget.set-scoped", null, "a-model: $3.00, alerts at 80 %, 100 %"],
  ]);
});

test.each([
  ["model", "us.anthropic.Claude-Sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"],
  ["model", " Claude Sonnet 4.5 ", "claude-sonnet-4-5"],
  ["agentType", "Research", "research"],
  ["agentType", "Research Agent", "research"],
  ["agentType", "Triage Agent", "triage_agent"],
] as const)("a budget for the %s %j limits the usage of %s", async (kind, value, stored) => {
  const used = kind === "model" ? { model: stored } : { agentType: stored };
  await recordCharges(tenantOf, fixture.projectId, [{ amountMicroUsd: 3_000_000n, ...used }]);
  const named = { scope: { kind, value } };
  await setAs("owner", { ...named, limitDollars: 4 });
  expect(await list()).toMatchObject([{ scope: { kind, value: stored }, spent: 3 }]);
  const member = callerAs("member").budgets;
  expect(await member.forecast(inProject(named))).toMatchObject({ room: { amount: 1 } });
  const tested = await member.backTest(inProject({ ...named, limitDollars: 3 }));
  expect(tested.some(({ spent }) => spent === 3)).toBe(true);
  await callerAs("owner").budgets.remove(inProject(named));
  expect(await list()).toEqual([]);
});

test("an agent type of the project's own keeps its name, although it names an agent of another type", async () => {
  const agentType = "Research Desk";
  await callerAs("owner").agentNames.set(inProject({ agentName: "Scout", agentType }));
  await setAs("owner", { scope: { kind: "agentType", value: agentType }, limitDollars: 4 });
  expect(await list()).toMatchObject([{ scope: { value: agentType } }]);
});

test("members are refused and change nothing", async () => {
  const refusal = {
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can set or clear its budget.",
  };
  await expect(setAs("member", { scope: RESEARCH, limitDollars: 4 })).rejects.toMatchObject(
    refusal,
  );
  const removed = callerAs("member").budgets.remove(inProject({ scope: RESEARCH }));
  await expect(removed).rejects.toMatchObject(refusal);
  expect(await list()).toEqual([]);
});

test("the budgets of a project change at most 1,000 times within a day, and can still be removed", async () => {
  await setAs("owner", { scope: PROJECT, limitDollars: 10 });
  const { projectId } = fixture;
  const [change] = await db
    .select()
    .from(budgetChanges)
    .where(eq(budgetChanges.projectId, projectId));
  if (!change) throw new Error("the change has no row");
  const copies = Array.from({ length: 999 }, () => ({ ...change, id: newId() }));
  await db.insert(budgetChanges).values(copies);
  await setAs("owner", { scope: PROJECT, limitDollars: 10 });
  for (const scope of [PROJECT, RESEARCH])
    await expect(setAs("admin", { scope, limitDollars: 11 })).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
    });
  expect(await versions()).toEqual([["project", 1]]);
  await callerAs("owner").budgets.remove(inProject({ scope: PROJECT }));
  const tomorrow = callerAs("owner", new Date(NOW.getTime() + 25 * 60 * 60 * 1000)).budgets;
  await tomorrow.set(inProject({ scope: PROJECT, limitDollars: 12 }));
});

describe("an invalid budget is refused with the name of its field", () => {
  test.each([
    [
      { scope: { kind: "project", value: "x" } },
      "scope must have no value, because it is the whole project",
    ],
    [{ scope: { kind: "model" } }, "scope must have a value: the name of the agent type or model"],
    [{ scope: { kind: "model", value: " " } }, "scope.value must not be empty"],
    [
      { limitDollars: 0 },
      "limitDollars must be 0.01 to 1,000,000 dollars with at most two decimals",
    ],
    [{ thresholds: [0] }, "thresholds.0 must be 1 to 200 percent"],
    [{ thresholds: [201] }, "thresholds.0 must be 1 to 200 percent"],
    [{ thresholds: [1, 2, 3, 4, 5, 6] }, "thresholds must be at most 5 percentages"],
    [{ thresholds: [99.5] }, "thresholds.0 must be whole percentages"],
    [{ reason: "r".repeat(201) }, "reason must be at most 200 characters"],
  ] as const)("%j", async (fields, message) => {
    const input = { scope: RESEARCH, limitDollars: 1, ...fields };
    await expect(setAs("owner", input as never)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message,
    });
  });
});

test("a project has at most 100 budgets for agent types and models", async () => {
  const { projectId } = fixture;
  await db.insert(budgets).values(
    Array.from({ length: 100 }, (_, index) => ({
      ...{
        projectId,
        id: crypto.randomUUID(),
        scopeKind: "agent_type" as const,
        version: 1,
        blocks: false,
      },
      ...{ scopeValue: `agent ${index}`, limitMicroUsd: 1n, thresholds: [100] },
      ...{ createdAt: NOW, updatedAt: NOW },
    })),
  );
  await expect(setAs("owner", { scope: RESEARCH, limitDollars: 4 })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await setAs("owner", { scope: { kind: "agentType", value: "agent 7" }, limitDollars: 4 });
  await setAs("owner", { scope: PROJECT, limitDollars: 4 });
});

test("concurrent changes of one budget have one version each", async () => {
  const limits = Array.from({ length: 8 }, (_, index) => index + 1);
  await Promise.all(
    limits.map((limitDollars) => setAs("owner", { scope: RESEARCH, limitDollars })),
  );
  expect(await versions()).toEqual([["agent_type", 8]]);
  const history = await callerAs("member").budgets.history(inProject({}));
  expect(new Set(history.map(({ to }) => to?.limit))).toEqual(new Set(limits));
});

test("another project's budgets and spend do not count", async () => {
  const { foreignProjectId: projectId, stranger } = fixture;
  await recordCharges(tenantOf, projectId, [{ amountMicroUsd: 7_000_000n }]);
  const foreign = callerOf(app.db, stranger).budgets;
  await foreign.set({ projectId, scope: RESEARCH, limitDollars: 1 });
  await setAs("owner", { scope: RESEARCH, limitDollars: 2 });
  expect(await list()).toMatchObject([{ limit: 2, spent: 0 }]);
  const notMine = { code: "NOT_FOUND" };
  const asStranger = callerOf(app.db, stranger).budgets;
  await expect(asStranger.list(inProject({}))).rejects.toMatchObject(notMine);
  await expect(asStranger.history(inProject({}))).rejects.toMatchObject(notMine);
});
