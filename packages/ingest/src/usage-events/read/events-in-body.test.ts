import { expect, test } from "vitest";
import { HttpError } from "../../http/http-error";
import { eventsInBody } from "./events-in-body";

const bodyOf = (text: string) => ({
  mediaType: "application/json",
  bytes: new TextEncoder().encode(text),
  reserve: () => {},
});

function outcomeOf(text: string): number | string {
  try {
    return eventsInBody(bodyOf(text)).length;
  } catch (error) {
    if (error instanceof HttpError) return `${error.status} ${error.message}`;
    throw error;
  }
}

const DEEP = "400 The JSON is nested more than 64 levels deep.";
const NOT_JSON = "400 The body is not valid JSON.";
const MANY = "413 The JSON has more than 500000 values. Send smaller batches.";
const NO_EVENT = "400 Send one event as a JSON object, or up to 1,000 of them in an array.";

test.each<[string, string, number | string]>([
  ["an object is one event", '{"id":"a"}', 1],
  ["an array is a batch", '[{"id":"a"},{"id":"b"}]', 2],
  ["white space around it is ignored", ' \n[{"id":"a"}]\r\n', 1],
  ["an empty array is a batch without events", "[]", 0],
  ["elements of the array are not checked here", '[1,null,"x",[]]', 4],
  ["a thousand events", `[${Array(1000).fill("{}").join()}]`, 1000],
  [
    "a thousand and one",
    `[${Array(1001).fill("{}").join()}]`,
    "413 The batch has 1001 events. Send up to 1,000 at a time.",
  ],
  ["brackets in strings do not count as nesting", JSON.stringify({ id: "[{".repeat(999) }), 1],
  ["escaped quotes in strings do not end them", JSON.stringify({ id: '"[\\'.repeat(999) }), 1],
  ["64 deep", `${"[".repeat(64)}${"]".repeat(64)}`, 1],
  ["65 deep", `${"[".repeat(65)}${"]".repeat(65)}`, DEEP],
  ["nothing but brackets", "[".repeat(8_000_000), DEEP],
  ["nothing but objects", '{"a":'.repeat(2_000_000), DEEP],
  ["millions of values", `[${"0,".repeat(4_000_000)}0]`, MANY],
  ["millions of empty objects", `[${"{},".repeat(2_000_000)}{}]`, MANY],
  ["an empty body", "", NOT_JSON],
  ["a broken object", '{"id":', NOT_JSON],
  ["a string that never ends", '{"id":"', NOT_JSON],
  ["a backslash at the end", '{"id":"\\', NOT_JSON],
  ["two objects in two lines", '{"id":"a"}\n{"id":"b"}', NOT_JSON],
  ["a form", "id=a&model=m", NOT_JSON],
  ["a string", '"a"', NO_EVENT],
  ["a number", "1", NO_EVENT],
  ["null", "null", NO_EVENT],
])("%s", (_, text, outcome) => {
  expect(outcomeOf(text)).toBe(outcome);
});
