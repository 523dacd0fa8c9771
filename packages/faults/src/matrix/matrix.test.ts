import { dynamicSegments, ROUTE_ENTRIES, routePatterns } from "@ai-cost/testing";
import { expect, test } from "vitest";

test("every page and route stands in the matrix, and nothing else does", () => {
  expect(Object.keys(ROUTE_ENTRIES).sort()).toEqual(routePatterns());
});

test.each(routePatterns())("the matrix fills every segment of %s", (pattern) => {
  const { ids = {}, segments = {} } = ROUTE_ENTRIES[pattern] ?? {};
  expect(Object.keys({ ...ids, ...segments }).sort()).toEqual(dynamicSegments(pattern).sort());
});
