import { expect, test } from "vitest";
import { readBody } from "./read-body";

const outcomeOf = (text: string) => {
  const read = readBody(text);
  return "problem" in read ? `${read.problem.status} ${read.problem.code}` : read.events.length;
};

test.each<[string, string, number | string]>([
  ["an object is one event", '{"id":"a"}', 1],
  ["an array is a batch", '[{"id":"a"},{"id":"b"}]', 2],
  ["white space around it is nothing", ' \n[{"id":"a"}]\r\n', 1],
  ["an empty array is a batch of none", "[]", 0],
  ["what is in the array is read one by one", '[1,null,"x",[]]', 4],
  ["a thousand events", `[${Array(1000).fill("{}").join()}]`, 1000],
  ["a thousand and one", `[${Array(1001).fill("{}").join()}]`, "413 too_many_events"],
  ["brackets within strings are text", JSON.stringify({ id: "[{".repeat(999) }), 1],
  ["quotes within strings are text", JSON.stringify({ id: '"[\\'.repeat(999) }), 1],
  ["64 deep", `${"[".repeat(64)}${"]".repeat(64)}`, 1],
  ["65 deep", `${"[".repeat(65)}${"]".repeat(65)}`, "400 too_deep"],
  ["nothing but brackets", "[".repeat(8_000_000), "400 too_deep"],
  ["nothing but objects", '{"a":'.repeat(2_000_000), "400 too_deep"],
  ["millions of values", `[${"0,".repeat(4_000_000)}0]`, "413 too_many_values"],
  ["millions of empty objects", `[${"{},".repeat(2_000_000)}{}]`, "413 too_many_values"],
  ["nothing", "", "400 not_json"],
  ["a broken object", '{"id":', "400 not_json"],
  ["a string that never ends", '{"id":"', "400 not_json"],
  ["a backslash at the end", '{"id":"\\', "400 not_json"],
  ["two objects in two lines", '{"id":"a"}\n{"id":"b"}', "400 not_json"],
  ["a form", "id=a&model=m", "400 not_json"],
  ["a string", '"a"', "400 not_an_event"],
  ["a number", "1", "400 not_an_event"],
  ["null", "null", "400 not_an_event"],
])("%s", (_, text, outcome) => {
  expect(outcomeOf(text)).toBe(outcome);
});

test("a problem says what to send, and nothing of what was sent", () => {
  const read = readBody('{"prompt": "a secret",}');
  expect(read).toEqual({
    problem: {
      status: 400,
      code: "not_json",
      message: "The body is not JSON. Send one event as a JSON object, or an array of up to 1,000.",
    },
  });
});
