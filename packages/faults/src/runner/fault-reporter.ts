import { writeFileSync } from "node:fs";
import type { SerializedError, UserConsoleLog } from "vitest";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { CaseReport } from "./fault-case";
import { type CaseResult, resultLines, resultTable, writeReport } from "./report";
import { readSettings } from "./settings";

export interface ReporterOptions {
  /** Whether the run includes all cases. Otherwise the run does not replace the report. */
  isOfAllCases: boolean;
  /** Where to write the results as JSON. */
  jsonFile: string | undefined;
}

/** Prints each case's figures when it ends, and a table of all cases at the end of the run. */
export class FaultReporter implements Reporter {
  readonly #results: CaseResult[] = [];

  constructor(readonly options: ReporterOptions) {}

  onTestRunStart(): void {
    const { scale, seed } = readSettings();
    console.log(`Fault cases, ${scale}, seed ${seed}`);
  }

  onTestCaseResult(testCase: TestCase): void {
    const result = resultOf(testCase);
    this.#results.push(result);
    console.log(resultLines(result).join("\n"));
  }

  onUserConsoleLog({ content }: UserConsoleLog): void {
    process.stderr.write(content);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const errors = [...modules.flatMap((module) => module.errors()), ...unhandledErrors];
    for (const { stack, message } of errors) console.error(stack ?? message);
    const results = this.#results.sort((a, b) => compareIds(a.id, b.id));
    const { jsonFile, isOfAllCases } = this.options;
    if (jsonFile) writeFileSync(jsonFile, JSON.stringify({ results }));
    console.log(`\n${resultTable(results)}\n`);
    if (isOfAllCases && readSettings().scale !== "short") console.log(writeReport(results));
  }
}

/**
 * Returns the result of a case. A case without a report ended too early, for example by a timeout, and
 * has failed.
 */
function resultOf(testCase: TestCase): CaseResult {
  const result = testCase.result();
  const [id = "", title = ""] = testCase.name.split(/: (.*)/);
  const unknown: CaseReport = {
    id,
    title,
    seenRedBy: "",
    hits: 0,
    figures: {},
    problems: (result.errors ?? []).map(({ message }) => message),
    seed: readSettings().seed,
    postgres: "",
    seconds: (testCase.diagnostic()?.duration ?? 0) / 1000,
  };
  return {
    ...(testCase.meta().fault ?? unknown),
    state: result.state === "pending" ? "failed" : result.state,
    skipReason: result.state === "skipped" ? result.note : undefined,
  };
}

/** Compares ids by their letters, then by their numbers. */
export const compareIds = (a: string, b: string): number =>
  a.localeCompare(b, "en", { numeric: true });
