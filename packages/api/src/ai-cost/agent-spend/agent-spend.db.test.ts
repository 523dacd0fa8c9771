import { testDatabase } from "@ai-cost/db/testing";
import { agentTypeOf } from "@ai-cost/domain";
import { refundCharge } from "@ai-cost/ledger";
import { beforeEach, expect, test } from "vitest";
import { callerOf } from "../../testing/callers";
import { type ChargeParts, recordCharges } from "../../testing/charges";
import { type Fixture, insertFixture, NOW } from "../../testing/fixture";

const { app, db, sql, tenantOf } = testDatabase();
let fixture: Fixture;
beforeEach(async () => {
  fixture = await insertFixture(db);
});

const caller = () => callerOf(app.db, fixture.member).aiCost;
const summary = () => caller().getMonthlySummary({ projectId: fixture.projectId });
const list = (after?: string, month?: string) =>
  caller().listAgentTypes({ projectId: fixture.projectId, after, month });
const record = (charges: ChargeParts[], id = fixture.projectId) =>
  recordCharges(tenantOf, id, charges);
/** Charges of as many agent types, of which `type 001` is the most expensive. */
const types = (count: number): ChargeParts[] =>
  Array.from({ length: count }, (_, index) => ({
    agentType: `type ${String(index + 1).padStart(3, "0")}`,
    amountMicroUsd: BigInt(count - index) * 1_000_000n,
    inputTokens: 10n,
    outputTokens: 5n,
    status: index % 2 === 0 ? "completed" : "failed",
  }));

test("a month of a hundred agent types names them all", async () => {
  await record(types(100));
  const { agentBreakdown, agentTypeCount } = await summary();
  expect(agentTypeCount).toBe(100);
  expect(agentBreakdown.map(({ agentType }) => agentType)).toEqual(
    types(100).map(({ agentType }) => agentType),
  );
});

test("beyond a hundred, one last row has the sums of all others, so that the sums are the totals", async () => {
  const outcomes = await record([...types(103), { agentType: "type 102", amountMicroUsd: null }]);
  const { projectId } = fixture;
  await refundCharge(
    tenantOf(projectId),
    { projectId, now: NOW },
    {
      idempotencyKey: "refund",
      chargeId: outcomes[101]?.chargeId ?? "",
      amountMicroUsd: 500_000n,
    },
  );
  const month = await summary();
  const { agentBreakdown, totalCost } = month;
  expect(month.agentTypeCount).toBe(103);
  expect(agentBreakdown).toHaveLength(101);
  expect(agentBreakdown.at(-1)).toMatchObject({
    agentType: "*",
    totalJobs: 4,
    completedJobs: 2,
    failedJobs: 1,
    unpricedCharges: 1,
    cost: 5.5,
    successRate: 200 / 3,
  });
  const sum = (
    field:
      | "cost"
      | "pctOfTotal"
      | "totalTokens"
      | "totalJobs"
      | "completedJobs"
      | "failedJobs"
      | "unpricedCharges",
  ) => agentBreakdown.reduce((total, agent) => total + agent[field], 0);
  expect(sum("cost")).toBeCloseTo(totalCost, 6);
  expect(sum("pctOfTotal")).toBeCloseTo(100, 6);
  for (const field of [
    "totalTokens",
    "totalJobs",
    "completedJobs",
    "failedJobs",
    "unpricedCharges",
  ] as const)
    expect(sum(field)).toBe(month[field]);
  expect(agentTypeOf("*").label).toBe("All other agent types");
});

test("the full list has every agent type once, a hundred on a page", async () => {
  await record(types(150));
  await record(types(3), fixture.foreignProjectId);
  const first = await list();
  const second = await list(first.at(-1)?.agentType);
  expect([first, second].map(({ length }) => length)).toEqual([100, 50]);
  expect([...first, ...second].map(({ agentType }) => agentType)).toEqual(
    types(150).map(({ agentType }) => agentType),
  );
  const { agentBreakdown } = await summary();
  expect(first).toEqual(agentBreakdown.slice(0, 100));
  expect(await list(second.at(-1)?.agentType)).toEqual([]);
  expect(await list("no such type")).toEqual([]);
  expect(await list(undefined, "2026-10")).toEqual([]);
});

test("equal costs are ordered by agent type, also from page to page", async () => {
  const equal = Array.from({ length: 101 }, (_, index) => ({ agentType: `t${1000 - index}` }));
  await record(equal);
  const first = await list();
  const second = await list(first.at(-1)?.agentType);
  const names = equal.map(({ agentType }) => agentType).sort();
  expect([...first, ...second].map(({ agentType }) => agentType)).toEqual(names);
});

test("the reserved name of an earlier version's charges counts among the others", async () => {
  await record([...types(101), { agentType: "star", amountMicroUsd: 999_000_000n }]);
  await sql`update monthly_agent_spend set agent_type = '*'
    where project_id = ${fixture.projectId} and agent_type = 'star'`;
  const { agentBreakdown } = await summary();
  expect(agentBreakdown).toHaveLength(101);
  expect(agentBreakdown.at(-1)).toMatchObject({ agentType: "*", cost: 1000, totalJobs: 2 });
});
