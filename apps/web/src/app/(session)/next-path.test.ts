import { expect, test } from "vitest";
import { nextPath } from "./next-path";

test.each([
  ["/dashboard/products/1/ai-cost?range=7d", "/dashboard/products/1/ai-cost?range=7d"],
  ["/dashboard?a=%2F%2Fevil.example", "/dashboard?a=%2F%2Fevil.example"],
  [undefined, "/dashboard"],
  [["/a", "/b"], "/dashboard"],
  ["", "/dashboard"],
  ["dashboard", "/dashboard"],
  ["https://evil.example/", "/dashboard"],
  ["//evil.example/", "/dashboard"],
  ["/\\evil.example/", "/dashboard"],
  ["/\t/evil.example/", "/dashboard"],
  ["/.//evil.example/", "/dashboard"],
  ["/a/..//evil.example/", "/dashboard"],
  ["/\n/evil.example", "/dashboard"],
  ["javascript:alert(1)", "/dashboard"],
])("after signing in with next=%j a person lands on %s", (requested, path) => {
  expect(nextPath(requested)).toBe(path);
});
