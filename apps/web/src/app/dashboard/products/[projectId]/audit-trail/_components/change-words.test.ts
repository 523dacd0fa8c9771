import { expect, test } from "vitest";
import { actionWords, valueWords } from "./change-words";

test.each([
  ["budget.set", "Set the monthly budget"],
  ["member.change-role", "Changed a member’s role"],
  ["webhook.add", "webhook.add"],
  ["constructor", "constructor"],
  ["", ""],
])("%j is told as %j", (action, words) => {
  expect(actionWords(action)).toBe(words);
});

test.each([
  ["budget.set", "250.00", "$250.00"],
  ["budget.clear", "1000000.00", "$1,000,000.00"],
  ["budget.set", "1.50", "$1.50"],
  ["budget.set", "a lot", "a lot"],
  ["ingest-key.create", "250.00", "250.00"],
  ["webhook.add", "https://example.com", "https://example.com"],
])("a value of %s, %j, is told as %j", (action, value, words) => {
  expect(valueWords(action, value)).toBe(words);
});
