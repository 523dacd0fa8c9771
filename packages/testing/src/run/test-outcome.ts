import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { CHECKOUT } from "@ai-cost/command";

/** The result of all tests of a runner. */
export interface TestOutcome {
  passed: number;
  /** For each test that did not pass, its file, its name and, in a line of its own, why. */
  failures: string[];
}

/**
 * How a runner ended: its exit code and its JSON report. The report is undefined if the runner wrote
 * none.
 */
export interface RunnerEnd {
  runner: string;
  exitCode: number;
  report: unknown;
}

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

/**
 * Reads the outcome from Vitest's JSON report. A skipped or unfinished test is a failure, and so is a file that could
 * not be loaded.
 */
export function vitestOutcome(end: RunnerEnd): TestOutcome {
  const { testResults = [] } = (end.report ?? {}) as Partial<VitestReport>;
  let passed = 0;
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(CHECKOUT, name);
    const failed = assertionResults.filter((test) => test.status !== "passed");
    passed += assertionResults.length - failed.length;
    const isBroken = status === "failed" && !failed.some((test) => test.status === "failed");
    return [
      ...failed.map((test) => withReason(`${file}: ${test.fullName}`, test.failureMessages?.[0])),
      ...(isBroken ? [`${file}: the file failed outside of its tests`] : []),
    ];
  });
  return orOneFailure({ passed, failures }, end);
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: { file: string; title: string; tests: PlaywrightTest[] }[];
}

interface PlaywrightTest {
  status: string;
  results?: { error?: { message?: string } }[];
}

/**
 * Reads the outcome from Playwright's JSON report. A skipped test is a failure, and so are a test that
 * passed only when repeated and an error outside of tests, such as a broken import.
 */
export function playwrightOutcome(end: RunnerEnd): TestOutcome {
  const { errors = [], ...root } = (end.report ?? {}) as PlaywrightSuite & {
    errors?: { message?: string }[];
  };
  const tests = specsIn(root).flatMap(({ file, title, tests }) =>
    tests.map(({ status, results }) => ({
      status,
      name: withReason(`${file}: ${title}`, results?.find(({ error }) => error)?.error?.message),
    })),
  );
  const failed = tests.filter(({ status }) => status !== "expected");
  const failures = [
    ...failed.map(({ name }) => name),
    ...errors.map(({ message = "an error without a message" }) => message.split("\n", 1)[0] ?? ""),
  ];
  return orOneFailure({ passed: tests.length - failed.length, failures }, end);
}

const specsIn = ({ suites = [], specs = [] }: PlaywrightSuite): typeof specs => [
  ...specs,
  ...suites.flatMap(specsIn),
];

/**
 * Reads the outcome from the report of the fault suite. A case that this machine cannot run is skipped:
 * it has neither passed nor failed.
 */
export function faultsOutcome(end: RunnerEnd): TestOutcome {
  const { results = [] } = (end.report ?? {}) as {
    results?: { id: string; title: string; state: string; problems?: string[] }[];
  };
  const passed = results.filter(({ state }) => state === "passed").length;
  const failed = results.filter(({ state }) => state === "failed");
  const failures = failed.map(({ id, title, problems }) =>
    withReason(`${id}: ${title}`, problems?.[0]),
  );
  return orOneFailure({ passed, failures }, end);
}

const REASON_CHARACTERS = 500;
/** Adds the first line of the reason, so that a log that was cut to its end still says it. */
const withReason = (name: string, reason = ""): string => {
  const line = stripVTControlCharacters(reason).split("\n", 1)[0]?.slice(0, REASON_CHARACTERS);
  return line ? `${name}\n    ${line}` : name;
};

export const sumOf = (outcomes: readonly TestOutcome[]): TestOutcome => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failures: outcomes.flatMap(({ failures }) => failures),
});

/** The names of the failed tests and the line `N passed, N failed`. */
export function outcomeText({ passed, failures }: TestOutcome): string {
  const names = failures.length > 0 ? ["Failed:", ...failures.map((name) => `  ${name}`)] : [];
  return [...names, `${passed} passed, ${failures.length} failed`].join("\n");
}

/** Adds one failure if the runner ran no test, or if it failed without reporting a failed test. */
function orOneFailure(outcome: TestOutcome, { runner, exitCode }: RunnerEnd): TestOutcome {
  if (outcome.failures.length > 0 || (exitCode === 0 && outcome.passed > 0)) return outcome;
  const reason =
    exitCode === 0 ? "ran no test" : `ended with exit code ${exitCode} and named no failed test`;
  return { ...outcome, failures: [`${runner} ${reason}`] };
}
