import { expect, test } from "vitest";
import { canConfigureUsage, canManage, canReadAuditTrail, canSetBudget, ROLES } from "./roles";

test.each([
  ["owner", "owner", true],
  ["owner", "admin", true],
  ["owner", "member", true],
  ["admin", "owner", false],
  ["admin", "admin", false],
  ["admin", "member", true],
  ["member", "member", false],
] as const)("role %s can manage role %s: %s", (actor, target, isAllowed) => {
  expect(canManage(actor, target)).toBe(isAllowed);
});

test("owners and admins set budgets, configure usage and read the audit trail", () => {
  expect(ROLES.filter(canSetBudget)).toEqual(["owner", "admin"]);
  expect(ROLES.filter(canConfigureUsage)).toEqual(["owner", "admin"]);
  expect(ROLES.filter(canReadAuditTrail)).toEqual(["owner", "admin"]);
});
