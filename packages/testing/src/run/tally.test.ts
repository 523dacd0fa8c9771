import { expect, test } from "vitest";
import { sumOf, tallyFaults, tallyPlaywright, tallyVitest } from "./tally";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((status) => ({ status })),
});

test.each([
  ["all pass", 0, 2, 2, [file("passed", "passed", "passed")], { passed: 2, failed: 0 }],
  ["one fails", 1, 1, 2, [file("failed", "passed", "failed")], { passed: 1, failed: 1 }],
  ["one is skipped", 0, 1, 2, [file("passed", "passed", "pending")], { passed: 1, failed: 1 }],
  [
    "one fails and a file cannot be imported",
    1,
    1,
    2,
    [file("failed", "passed", "failed"), file("failed")],
    { passed: 1, failed: 2 },
  ],
  [
    "a file cannot be imported",
    1,
    2,
    2,
    [file("passed", "passed", "passed"), file("failed")],
    { passed: 2, failed: 1 },
  ],
  [
    "an unhandled error after green tests",
    1,
    2,
    2,
    [file("passed", "passed", "passed")],
    { passed: 2, failed: 1 },
  ],
  ["no test at all", 0, 0, 0, [], { passed: 0, failed: 1 }],
])("Vitest: %s", (_, exitCode, numPassedTests, numTotalTests, testResults, expected) => {
  const report = { numPassedTests, numTotalTests, testResults };
  expect(tallyVitest({ exitCode, report })).toEqual(expected);
});

test.each([
  ["all pass", 0, { expected: 3 }, [], { passed: 3, failed: 0 }],
  ["one fails", 1, { expected: 2, unexpected: 1 }, [], { passed: 2, failed: 1 }],
  ["one is skipped", 0, { expected: 2, skipped: 1 }, [], { passed: 2, failed: 1 }],
  ["one passes only when repeated", 0, { expected: 2, flaky: 1 }, [], { passed: 2, failed: 1 }],
  ["a file cannot be imported", 1, {}, [{}], { passed: 0, failed: 1 }],
  ["no test at all", 0, {}, [], { passed: 0, failed: 1 }],
])("Playwright: %s", (_, exitCode, stats, errors, expected) => {
  expect(tallyPlaywright({ exitCode, report: { stats, errors } })).toEqual(expected);
});

test("a case of faults that cannot run here has neither passed nor failed", () => {
  const results = [{ state: "ok" }, { state: "not run here" }, { state: "FAILED" }] as const;
  expect(tallyFaults({ exitCode: 1, report: { results } })).toEqual({ passed: 1, failed: 1 });
  expect(
    sumOf([tallyFaults({ exitCode: 1, report: { results } }), { passed: 2, failed: 0 }]),
  ).toEqual({ passed: 3, failed: 1 });
});

test("a runner that died without a report is one failure", () => {
  expect(tallyVitest({ exitCode: 1, report: undefined })).toEqual({ passed: 0, failed: 1 });
  expect(tallyPlaywright({ exitCode: 0, report: undefined })).toEqual({ passed: 0, failed: 1 });
});
