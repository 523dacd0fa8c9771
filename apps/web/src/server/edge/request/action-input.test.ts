import { expect, test } from "vitest";
import { actionError } from "./action-input";

const ID = "0123456789abcdef0123456789abcdef0123456789";
const calls = (text: string, actionId = ID) => actionError({ actionId, form: null, text }) === null;

function formOf(fields: [name: string, value: string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const posts = (...fields: [name: string, value: string][]) =>
  actionError({ actionId: undefined, form: formOf(fields), text: "" }) === null;

test.each([
  '["$K1"]',
  '[{"email":"","problem":null},"$K1"]',
  '[{"limit":"$$5 a month","at":"$D2026-11-28T12:00:00.000Z","of":[5,true,"$undefined"]},"$K1"]',
])("a script can call an action with %s", (text) => {
  expect(calls(text)).toBe(true);
});

test.each([
  "",
  "null",
  "{}",
  '"x"',
  "[",
  "{nope",
  '[{},"$Kx"]',
  '[{"a":{"b":["$@1"]}},"$K1"]',
  `[{"a":${"[".repeat(50)}${"]".repeat(50)}},"$K1"]`,
  `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
])("a call with the arguments %.40s is malformed", (text) => {
  expect(calls(text)).toBe(false);
});

test.each(["$1", "$@1", "$F1", "$h1", "$Q1", "$B1", "$R1", "$T", "$nxyz", "$0:a:b"])(
  "a state with the value %s is malformed",
  (value) => {
    expect(calls(JSON.stringify([{ a: "" }, "$K1"]))).toBe(true);
    expect(calls(JSON.stringify([{ a: value }, "$K1"]))).toBe(false);
  },
);

test.each([
  ["no arguments", "[]"],
  ["a state without a form", "[{}]"],
  ["a state that is null", '[null,"$K1"]'],
  ["a state that is missing", '["$undefined","$K1"]'],
  ["a state that is a list", '[[],"$K1"]'],
  ["a state that is a number", '[1,"$K1"]'],
  ["a form that is a text", '[{},"x"]'],
  ["two states", '[{},{},"$K1"]'],
])("a call with %s is malformed", (_, text) => {
  expect(calls(text)).toBe(false);
});

test.each(["", "00", "x".repeat(42), "0".repeat(43), "__proto__", "constructor"])(
  "%s is not the id of an action",
  (id) => {
    expect(calls('["$K1"]', id)).toBe(false);
    expect(posts([`$ACTION_ID_${id}`, ""])).toBe(false);
  },
);

test("a script sends a form as the fields of one argument", () => {
  const call = (...fields: [string, string][]) =>
    actionError({ actionId: ID, form: formOf(fields), text: "" }) === null;
  expect(call(["1_email", "a"], ["0", '[{},"$K1"]'])).toBe(true);
  expect(call(["1_email", "a"])).toBe(false);
  expect(call(["0", "[]"], ["0", "[]"])).toBe(false);
  expect(call(["0", "[nope"])).toBe(false);
  const form = new FormData();
  form.append("0", new Blob(["[]"]));
  expect(actionError({ actionId: ID, form, text: "" })?.status).toBe(400);
});

const BOUND = JSON.stringify({ id: ID, bound: "$@1" });

test("without scripts, a form names its action in a field", () => {
  expect(posts([`$ACTION_ID_${ID}`, ""], ["email", "a"])).toBe(true);
  expect(posts(["$ACTION_REF_1", ""], ["$ACTION_1:0", BOUND], ["$ACTION_1:1", "[{}]"])).toBe(true);
  expect(posts(["$ACTION_REF_1", ""], ["$ACTION_1:0", `{"id":"${ID}","bound":null}`])).toBe(true);
});

test.each<[string, [string, string][]]>([
  ["no action", [["email", "a"]]],
  ["an action that is not described", [["$ACTION_REF_1", ""]]],
  [
    "an action that is not JSON",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", "{"],
    ],
  ],
  [
    "an action without an id",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", "{}"],
    ],
  ],
  [
    "the action null",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", "null"],
    ],
  ],
  [
    "arguments that are missing",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", BOUND],
    ],
  ],
  [
    "arguments that are not JSON",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", BOUND],
      ["$ACTION_1:1", "nope"],
    ],
  ],
  [
    "arguments that are not a list",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", BOUND],
      ["$ACTION_1:1", "{}"],
    ],
  ],
  [
    "arguments of another part",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", `{"id":"${ID}","bound":"$@2"}`],
      ["$ACTION_1:2", "[]"],
    ],
  ],
  ...["[]", "[null]", "[1]", "[{},{}]", '["$K1"]'].map((bound): [string, [string, string][]] => [
    `the arguments ${bound}`,
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", BOUND],
      ["$ACTION_1:1", bound],
    ],
  ]),
  [
    "a reference beside the action",
    [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", `{"id":"${ID}","bound":null,"x":"$2"}`],
    ],
  ],
  [
    "a valid and a malformed action",
    [
      [`$ACTION_ID_${ID}`, ""],
      ["$ACTION_REF_1", ""],
    ],
  ],
])("a form with %s is malformed", (_, fields) => {
  expect(posts(...fields)).toBe(false);
});

test("a request that is neither a call nor a form is none of its business", () => {
  expect(actionError({ actionId: undefined, form: null, text: "" })).toBeNull();
});
