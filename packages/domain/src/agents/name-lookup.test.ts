import { expect, test } from "vitest";
import { NameLookup } from "./name-lookup";

const lookup = new NameLookup([
  ["Bob", "capital"],
  ["bob", "small"],
  ["GPT-5", "gpt"],
]);

test.each([
  ["Bob", "capital"],
  ["bob", "small"],
  ["gpt-5 ", "gpt"],
  ["gpt-5-mini", undefined],
])("the name %j finds %s", (name, value) => {
  expect(lookup.get(name)).toBe(value);
});
