import fc from "fast-check";
import { expect, test } from "vitest";
import { measureJson } from "./measure-json";

const measure = (json: string) => measureJson(Buffer.from(json));

test.each([
  ["a number", "1", 0, 1],
  ["an empty object", "{}", 1, 2],
  ["members", '{"a":1,"b":[1,2]}', 2, 5],
  ["brackets in a string", '["[[{{,,"]', 1, 2],
  ["an escaped quote in a string", String.raw`["\"[[",1]`, 1, 3],
  ["an escaped backslash at the end of a string", String.raw`["\\",[1]]`, 2, 4],
  ["a string without an end", '["[[[[', 1, 2],
  ["half a megabyte of brackets", "[".repeat(500_000), 500_000, 500_001],
])("%s", (_, json, depth, values) => {
  expect(measure(json)).toEqual({ depth, values });
});

test("the depth is exact and the number of values is an upper bound", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const measured = measure(JSON.stringify(value, null, indent));
      expect(measured.depth).toBe(depthOf(value));
      expect(measured.values).toBeGreaterThanOrEqual(valuesOf(value));
    }),
  );
});

const membersOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value) : [];

const valuesOf = (value: unknown): number =>
  membersOf(value).reduce<number>((sum, member) => sum + valuesOf(member), 1);

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + membersOf(value).reduce<number>((deepest, one) => Math.max(deepest, depthOf(one)), 0)
    : 0;
