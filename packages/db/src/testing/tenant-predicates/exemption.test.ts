import { expect, test } from "vitest";
import { endExemption, exemptFromTenantPredicates } from "./exemption";

test("an exemption ends with its file", () => {
  expect(endExemption()).toBe(false);
  exemptFromTenantPredicates();
  expect(endExemption()).toBe(true);
  expect(endExemption()).toBe(false);
});
