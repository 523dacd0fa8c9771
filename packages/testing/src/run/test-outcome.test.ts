import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { expect, test } from "vitest";
import {
  faultsOutcome,
  outcomeText,
  playwrightOutcome,
  sumOf,
  vitestOutcome,
} from "./test-outcome";

const file = (name: string, status: string, ...tests: string[]) => ({
  name: join(CHECKOUT, name),
  status,
  assertionResults: tests.map((status, index) => ({ fullName: `test ${index + 1}`, status })),
});

test.each([
  ["all pass", 0, [file("a.test.ts", "passed", "passed", "passed")], 2, []],
  ["one fails", 1, [file("a.test.ts", "failed", "passed", "failed")], 1, ["a.test.ts: test 2"]],
  [
    "one is skipped",
    0,
    [file("a.test.ts", "passed", "passed", "pending")],
    1,
    ["a.test.ts: test 2"],
  ],
  [
    "one fails and a file cannot be imported",
    1,
    [file("a.test.ts", "failed", "passed", "failed"), file("b.test.ts", "failed")],
    1,
    ["a.test.ts: test 2", "b.test.ts: the file failed outside of its tests"],
  ],
  [
    "a hook fails after the tests",
    1,
    [file("a.test.ts", "failed", "passed")],
    1,
    ["a.test.ts: the file failed outside of its tests"],
  ],
  [
    "an unhandled error after green tests",
    1,
    [file("a.test.ts", "passed", "passed", "passed")],
    2,
    ["Vitest ended with exit code 1 and named no failed test"],
  ],
  ["no test at all", 0, [], 0, ["Vitest ran no test"]],
])("Vitest: %s", (_, exitCode, testResults, passed, failures) => {
  const end = { runner: "Vitest", exitCode, report: { testResults } };
  expect(vitestOutcome(end)).toEqual({ passed, failures });
});

const suites = (...statuses: string[]) => [
  {
    specs: [],
    suites: [
      {
        specs: statuses.map((status, index) => ({
          file: "a.spec.ts",
          title: `test ${index + 1}`,
          tests: [{ status }],
        })),
      },
    ],
  },
];

test.each([
  ["all pass", 0, suites("expected", "expected"), [], 2, []],
  ["one fails", 1, suites("expected", "unexpected"), [], 1, ["a.spec.ts: test 2"]],
  ["one is skipped", 0, suites("expected", "skipped"), [], 1, ["a.spec.ts: test 2"]],
  ["one passes only when repeated", 0, suites("expected", "flaky"), [], 1, ["a.spec.ts: test 2"]],
  [
    "a file cannot be imported",
    1,
    [],
    [{ message: "no such module\n at …" }],
    0,
    ["no such module"],
  ],
  ["no test at all", 0, [], [], 0, ["Playwright ran no test"]],
])("Playwright: %s", (_, exitCode, suites, errors, passed, failures) => {
  const end = { runner: "Playwright", exitCode, report: { suites, errors } };
  expect(playwrightOutcome(end)).toEqual({ passed, failures });
});

test("a failed test has the first line of its reason", () => {
  const red = "\u001b[31mexpected 1\u001b[39m\nto be 2";
  const end = { runner: "a runner", exitCode: 1 };
  const tests = [{ fullName: "one", status: "failed", failureMessages: [red] }];
  const testResults = [
    { name: join(CHECKOUT, "a.test.ts"), status: "failed", assertionResults: tests },
  ];
  const failed = { status: "unexpected", results: [{}, { error: { message: red } }] };
  const suites = [{ specs: [{ file: "a.spec.ts", title: "one", tests: [failed] }] }];
  const results = [{ id: "F1", title: "one", state: "failed", problems: [red, "another"] }];
  expect([
    ...vitestOutcome({ ...end, report: { testResults } }).failures,
    ...playwrightOutcome({ ...end, report: { suites } }).failures,
    ...faultsOutcome({ ...end, report: { results } }).failures,
  ]).toEqual([
    "a.test.ts: one\n    expected 1",
    "a.spec.ts: one\n    expected 1",
    "F1: one\n    expected 1",
  ]);
});

test("a skipped fault case has neither passed nor failed", () => {
  const results = [
    { id: "F1", title: "one", state: "passed" },
    { id: "F2", title: "two", state: "skipped" },
    { id: "F3", title: "three", state: "failed" },
  ];
  const faults = faultsOutcome({ runner: "The fault suite", exitCode: 1, report: { results } });
  expect(faults).toEqual({ passed: 1, failures: ["F3: three"] });
  expect(sumOf([faults, { passed: 2, failures: [] }])).toEqual({
    passed: 3,
    failures: ["F3: three"],
  });
});

test("a runner that ends without a report is one failure", () => {
  const end = { runner: "Vitest", exitCode: 1, report: undefined };
  expect(vitestOutcome(end).failures).toHaveLength(1);
  expect(playwrightOutcome({ ...end, exitCode: 0 }).failures).toHaveLength(1);
});

test("the last lines name the failed tests and count all of them", () => {
  expect(outcomeText({ passed: 2, failures: ["a.test.ts: one"] })).toBe(
    "Failed:\n  a.test.ts: one\n2 passed, 1 failed",
  );
  expect(outcomeText({ passed: 2, failures: [] })).toBe("2 passed, 0 failed");
});
