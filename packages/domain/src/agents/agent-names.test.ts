import { expect, test } from "vitest";
import { foldedName } from "./agent-names";

test.each([
  ["Scout", " scout ", true],
  ["GPT-5", "gpt-5", true],
  ["Scout", "Scout 2", false],
  ["ÉCLAIR", "éclair", true],
])("the names %j and %j are the same: %s", (one, other, isSame) => {
  expect(foldedName(one) === foldedName(other)).toBe(isSame);
});
