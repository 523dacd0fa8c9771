import { billingSettings } from "@ai-cost/db";
import { testDatabase } from "@ai-cost/db/testing";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEventsOf } from "../../testing/audit-events";
import { callerOf, contextOf } from "../../testing/callers";
import { recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";
import { sendRequest } from "../../testing/http";

const { app, db, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const aiCost = (person: "owner" | "admin" | "member", now = NOW) =>
  callerOf(app.db, fixture[person], now).aiCost;
const set = (person: "owner" | "admin" | "member", limitDollars: number, now = NOW) =>
  aiCost(person, now).setBudgetLimit({ projectId: fixture.projectId, limitDollars });
const clear = (person: "owner" | "admin" | "member") =>
  aiCost(person).clearBudgetLimit({ projectId: fixture.projectId });

const storedRows = () =>
  db.select().from(billingSettings).where(eq(billingSettings.projectId, fixture.projectId));
const changes = () => auditEventsOf(db, fixture.projectId);

test("owners and admins set, change and clear the limit, and each change is recorded", async () => {
  await recordCharges(tenantOf, fixture.projectId, [{ amountMicroUsd: 85_000_000n }]);
  expect(await set("owner", 100)).toEqual({
    budgetLimit: 100,
    budgetPct: 85,
    budgetStatus: "warning",
  });
  expect(await set("admin", 62.5)).toEqual({
    budgetLimit: 62.5,
    budgetPct: 136,
    budgetStatus: "exceeded",
  });
  expect(await storedRows()).toEqual([
    {
      projectId: fixture.projectId,
      key: "ai_budget_monthly_limit",
      value: "62.50",
      updatedBy: fixture.admin.id,
      updatedAt: NOW,
    },
  ]);
  expect(await clear("owner")).toEqual({
    budgetLimit: null,
    budgetPct: null,
    budgetStatus: "none",
  });
  expect(await storedRows()).toEqual([]);
  const { owner, admin } = fixture;
  expect(await changes()).toEqual([
    { actorId: owner.id, action: "budget.set", from: null, to: "100.00", at: NOW },
    { actorId: admin.id, action: "budget.set", from: "100.00", to: "62.50", at: NOW },
    { actorId: owner.id, action: "budget.clear", from: "62.50", to: null, at: NOW },
  ]);
});

test("setting the same limit again and clearing no limit change nothing", async () => {
  await clear("admin");
  await set("owner", 5);
  await set("admin", 5, new Date("2026-11-16T00:00:00Z"));
  expect((await storedRows())[0]).toMatchObject({ updatedBy: fixture.owner.id, updatedAt: NOW });
  expect(await changes()).toHaveLength(1);
});

test("a member is refused with a message that names the roles that may, and changes nothing", async () => {
  const refusal = {
    code: "FORBIDDEN",
    message: "Only an owner or an admin of this project can set or clear its budget.",
  };
  await expect(set("member", 5)).rejects.toMatchObject(refusal);
  await expect(clear("member")).rejects.toMatchObject(refusal);
  expect([await storedRows(), await changes()]).toEqual([[], []]);
});

test.each([
  [0.01, "0.01"],
  [1_000_000, "1000000.00"],
  [19.99, "19.99"],
  [0.1, "0.10"],
])("$%d is stored as %s and read back as itself", async (limitDollars, value) => {
  await set("owner", limitDollars);
  expect((await storedRows())[0]?.value).toBe(value);
  const summary = await aiCost("member").getMonthlySummary({ projectId: fixture.projectId });
  expect(summary.budgetLimit).toBe(limitDollars);
});

test.each([
  ["1e3", 1_000],
  ["1E+6", 1_000_000],
  ["1.10", 1.1],
  ["19.990", 19.99],
])("the limit %s in JSON is $%d", async (json, limitDollars) => {
  expect(await setFromJson(json)).toMatchObject({
    status: 200,
    body: { result: { data: { budgetLimit: limitDollars } } },
  });
});

test.each([
  ...["0", "-0", "-1", "0.009", "0.001", "1000000.01", "1.0000001", "1.005"],
  ...["0.30000000000000004", "1e400", "-1e400", "1e-320", "9007199254740993"],
  ...["null", "true", "[]", "{}", "[19.99]", '"19.99"', '"1e3"', '"NaN"', '"٣"', '""', '"$5"'],
])("the limit %s in JSON is refused with the name of its field", async (json) => {
  const { status, body } = await setFromJson(json);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain("limitDollars");
  expect(await storedRows()).toEqual([]);
});

test.each(["NaN", "Infinity"])("%s is not JSON, and the request is refused", async (text) => {
  expect(await setFromJson(text)).toMatchObject({ status: 400 });
});

function setFromJson(limitDollars: string) {
  const request = new Request("http://localhost/api/trpc/aiCost.setBudgetLimit", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"projectId":"${fixture.projectId}","limitDollars":${limitDollars}}`,
  });
  return sendRequest(contextOf(app.db, fixture.owner), request);
}

test("a new limit is compared with the month of the request's time", async () => {
  await recordCharges(tenantOf, fixture.projectId, [
    { at: "2026-10-31T23:59:59.999Z", amountMicroUsd: 8_000_000n },
    { at: "2026-11-01T00:00:00.000Z", amountMicroUsd: 1_000_000n },
  ]);
  expect(await set("owner", 10)).toMatchObject({ budgetPct: 10 });
  expect(await set("owner", 16, new Date("2026-10-31T23:59:59.999Z"))).toMatchObject({
    budgetPct: 50,
  });
});

test("concurrent changes run one after the other: each starts from the limit that the one before set", async () => {
  const limits = Array.from({ length: 12 }, (_, index) => index + 1);
  await Promise.all(limits.map((limit) => set(limit % 2 === 0 ? "owner" : "admin", limit)));
  const events = await changes();
  expect(events).toHaveLength(limits.length);
  const successor = new Map(events.map(({ from, to }) => [from, to]));
  const chain: (string | null | undefined)[] = [];
  for (let at = successor.get(null); at; at = successor.get(at)) chain.push(at);
  expect(chain).toHaveLength(limits.length);
  expect((await storedRows())[0]?.value).toBe(chain.at(-1));
});

test("a limit applies to its project only", async () => {
  await set("owner", 5);
  const { projectId, key } = billingSettings;
  const foreign = and(eq(projectId, fixture.foreignProjectId), eq(key, "ai_budget_monthly_limit"));
  expect(await db.select().from(billingSettings).where(foreign)).toEqual([]);
});
