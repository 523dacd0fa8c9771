import { expect, test } from "vitest";
import { formatAction, formatValue } from "./format-change";

test.each([
  ["budget.set", "Set the monthly budget"],
  ["member.change-role", "Changed a member’s role"],
  ["webhook.add", "webhook.add"],
  ["constructor", "constructor"],
  ["", ""],
])("the action %j is shown as %j", (action, text) => {
  expect(formatAction(action)).toBe(text);
});

test.each([
  ["budget.set", "250.00", "$250.00"],
  ["budget.clear", "1000000.00", "$1,000,000.00"],
  ["budget.set", "1.50", "$1.50"],
  ["budget.set", "a lot", "a lot"],
  ["ingest-key.create", "250.00", "250.00"],
  ["webhook.add", "https://example.com", "https://example.com"],
])("a value of %s, %j, is shown as %j", (action, value, text) => {
  expect(formatValue(action, value)).toBe(text);
});
