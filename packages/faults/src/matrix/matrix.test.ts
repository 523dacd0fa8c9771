import {
  dynamicSegments,
  PROCEDURE_ENTRIES,
  type Procedure,
  procedures,
  ROUTE_ENTRIES,
  routePatterns,
} from "@ai-cost/testing";
import { expect, test } from "vitest";

test("every procedure stands in the matrix, and nothing else does", () => {
  expect(Object.keys(PROCEDURE_ENTRIES).sort()).toEqual(
    procedures()
      .map(({ path }) => path)
      .sort(),
  );
});

/** A field that could name something of another tenant's. */
const namedIds = ({ input }: Procedure): string[] =>
  Object.entries(input.properties ?? {})
    .filter(([name, { format }]) => format === "uuid" || name === "email")
    .map(([name]) => name);

test.each(procedures())("the matrix fills every id of $path", (procedure) => {
  const { ids = {}, rest = {} } = PROCEDURE_ENTRIES[procedure.path] ?? {};
  expect(Object.keys(ids).sort()).toEqual(namedIds(procedure).sort());
  for (const field of procedure.input.required ?? [])
    expect({ ...ids, ...rest }).toHaveProperty(field);
});

test("every page and route stands in the matrix, and nothing else does", () => {
  expect(Object.keys(ROUTE_ENTRIES).sort()).toEqual(routePatterns());
});

test.each(routePatterns())("the matrix fills every segment of %s", (pattern) => {
  const { ids = {}, segments = {} } = ROUTE_ENTRIES[pattern] ?? {};
  expect(Object.keys({ ...ids, ...segments }).sort()).toEqual(dynamicSegments(pattern).sort());
});
