import { expect, test } from "vitest";
import { agentTypeOf, KNOWN_AGENT_TYPES } from "./agent-types";
import { budgetStatus } from "./budget";
import { foldedName } from "./reported-names";
import { canConfigureUsage, canManage, canReadAuditTrail, canSetBudget, ROLES } from "./roles";
import { zeroFill } from "./series";
import { successRateOf } from "./statuses";

test.each([
  ["$0 of $100", "ok", 0n, 100_000_000n],
  ["79.999 %", "ok", 79_999_000n, 100_000_000n],
  ["one micro-dollar below 80 %", "ok", 79_999_999n, 100_000_000n],
  ["80 %", "warning", 80_000_000n, 100_000_000n],
  ["99.999 %", "warning", 99_999_000n, 100_000_000n],
  ["one micro-dollar below 100 %", "warning", 99_999_999n, 100_000_000n],
  ["100 %", "exceeded", 100_000_000n, 100_000_000n],
  ["137.2 %", "exceeded", 137_200_000n, 100_000_000n],
  ["no limit", "none", 5n, null],
])("%s of the limit: %s", (_, status, spent, limit) => {
  expect(budgetStatus(spent, limit)).toBe(status);
});

test("a known agent type has its own label, swatch and icon; an unknown one a humanised, neutral one", () => {
  expect(agentTypeOf("uiux").label).toBe("UI/UX");
  expect(agentTypeOf("code_review")).toMatchObject({ label: "Code review", swatch: { hue: null } });
  expect(agentTypeOf("___").label).toBe("___");
  const looks = KNOWN_AGENT_TYPES.map((key) => JSON.stringify(agentTypeOf(key).swatch));
  expect(new Set(looks).size).toBe(KNOWN_AGENT_TYPES.length);
});

test.each([
  ["owner", "owner", true],
  ["owner", "admin", true],
  ["owner", "member", true],
  ["admin", "owner", false],
  ["admin", "admin", false],
  ["admin", "member", true],
  ["member", "member", false],
] as const)("%s manages %s: %s", (actor, target, answer) => {
  expect(canManage(actor, target)).toBe(answer);
});

test("owners and admins set budgets, say how usage comes in, and read who changed what", () => {
  expect(ROLES.filter(canSetBudget)).toEqual(["owner", "admin"]);
  expect(ROLES.filter(canConfigureUsage)).toEqual(["owner", "admin"]);
  expect(ROLES.filter(canReadAuditTrail)).toEqual(["owner", "admin"]);
});

test.each([
  [0, 0, null],
  [3, 1, 75],
  [0, 2, 0],
  [2, 0, 100],
])("%d completed and %d failed succeed to %s", (completed, failed, rate) => {
  expect(successRateOf(completed, failed)).toBe(rate);
});

test("zero-filling keeps the keys' order and invents only what is missing", () => {
  const rows = [{ day: "b", cost: 2 }];
  const filled = zeroFill(
    ["a", "b"],
    rows,
    (row) => row.day,
    (day) => ({ day, cost: 0 }),
  );
  expect(filled).toEqual([
    { day: "a", cost: 0 },
    { day: "b", cost: 2 },
  ]);
});

test.each([
  ["Scout", " scout ", true],
  ["GPT-5", "gpt-5", true],
  ["Scout", "Scout 2", false],
  ["ÉCLAIR", "éclair", true],
])("the names %j and %j mean the same: %s", (one, other, answer) => {
  expect(foldedName(one) === foldedName(other)).toBe(answer);
});
