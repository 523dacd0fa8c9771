import { expect, test } from "vitest";
import { ROUTE_ACCESS } from "./route-access";
import { dynamicSegments, routePatterns } from "./route-patterns";

test("the table has exactly the pages and routes of the app", () => {
  expect(Object.keys(ROUTE_ACCESS).sort()).toEqual(routePatterns());
});

test.each(routePatterns())("the table has every dynamic segment of %s", (pattern) => {
  const { ids = {}, segments = {} } = ROUTE_ACCESS[pattern] ?? {};
  expect(Object.keys({ ...ids, ...segments }).sort()).toEqual(dynamicSegments(pattern).sort());
});
