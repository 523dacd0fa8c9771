export interface Tally {
  passed: number;
  failed: number;
}

/** What a runner said at its end; undefined where it left no report. */
export interface RunnerEnd {
  exitCode: number;
  report: unknown;
}

interface VitestReport {
  numPassedTests: number;
  numTotalTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * From Vitest's JSON report. Whatever did not pass failed: a skipped or unfinished test too, and a
 * file that could not be loaded counts as one.
 */
export function tallyVitest({ exitCode, report }: RunnerEnd): Tally {
  const {
    numPassedTests: passed = 0,
    numTotalTests: total = 0,
    testResults = [],
  } = (report ?? {}) as Partial<VitestReport>;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return orOneFailure({ passed, failed: total - passed + broken.length }, exitCode);
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

/** From Playwright's JSON report; `errors` are those outside of any test, such as a broken import. */
export function tallyPlaywright({ exitCode, report }: RunnerEnd): Tally {
  const { stats, errors = [] } = (report ?? {}) as Partial<PlaywrightReport>;
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {};
  const failed = unexpected + flaky + skipped + errors.length;
  return orOneFailure({ passed: expected, failed }, exitCode);
}

/** Of cases of faults: one that this machine cannot run has neither passed nor failed, and has said so. */
export function tallyFaults({ exitCode, report }: RunnerEnd): Tally {
  const { results = [] } = (report ?? {}) as { results?: { state: string }[] };
  const passed = results.filter(({ state }) => state === "ok").length;
  const failed = results.filter(({ state }) => state === "FAILED").length;
  return orOneFailure({ passed, failed }, exitCode);
}

export const sumOf = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
});

/** A runner that ran nothing, or died without naming a failed test, is one failure. */
function orOneFailure({ passed, failed }: Tally, exitCode: number): Tally {
  const isSilentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}
