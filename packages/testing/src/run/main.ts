import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CHECKOUT, createProgress, freePort, stopRequest } from "@ai-cost/command";
import { buildApp } from "@ai-cost/web-server";
import { findChromium } from "./find-chromium";
import { runAudit } from "./run-audit";
import { runNode, stopRunning } from "./run-node";
import {
  faultsOutcome,
  outcomeText,
  playwrightOutcome,
  sumOf,
  type TestOutcome,
  vitestOutcome,
} from "./test-outcome";

const APP = join(CHECKOUT, "apps", "web");
const REPORTS = join(CHECKOUT, ".data", "test-reports");

/**
 * Runs all tests of the repository. Prints the names of the failed tests and the line
 * `N passed, N failed` at the end. Returns 1 if a test failed.
 */
export async function run(): Promise<number> {
  const stopped = stopRequest();
  const chromium = findChromium(APP);
  try {
    mkdirSync(REPORTS, { recursive: true });
    const outcome = await Promise.race([runAll(chromium), stopped]);
    if ("exitCode" in outcome) return outcome.exitCode;
    console.log(outcomeText(outcome));
    return outcome.failures.length === 0 ? 0 : 1;
  } finally {
    await stopRunning();
  }
}

async function runAll(chromium: string): Promise<TestOutcome> {
  const auditing = runAudit();
  const vitest = await runVitest();
  const isBuilt = await buildApp(CHECKOUT, createProgress()).then(
    () => true,
    ({ message }: Error) => void console.error(message),
  );
  const testsOfBuild = isBuilt
    ? [await runShortFaults(), await runPlaywright(chromium)]
    : [{ passed: 0, failures: ["The app could not be built, so no browser or fault test ran"] }];
  const audit = await auditing;
  console.log(audit.text);
  return sumOf([vitest, ...testsOfBuild, audit]);
}

/** Runs the short form of every fault case. */
async function runShortFaults(): Promise<TestOutcome> {
  const reportFile = join(REPORTS, "faults.json");
  const end = await runNode({
    script: join(CHECKOUT, "apps", "cli", "bin", "run.mjs"),
    args: ["packages/faults/src/main.ts", "--short", `--json=${reportFile}`],
    cwd: CHECKOUT,
    environment: process.env,
    reportFile,
  });
  return faultsOutcome({ runner: "The fault suite", ...end });
}

async function runVitest(): Promise<TestOutcome> {
  const reportFile = join(REPORTS, "vitest.json");
  const end = await runNode({
    script: join(CHECKOUT, "node_modules", "vitest", "vitest.mjs"),
    args: [
      "run",
      "--config=vitest.workspace.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reportFile}`,
    ],
    cwd: CHECKOUT,
    environment: { ...process.env, NODE_ENV: "test" },
    reportFile,
  });
  return vitestOutcome({ runner: "Vitest", ...end });
}

async function runPlaywright(chromium: string): Promise<TestOutcome> {
  const reportFile = join(REPORTS, "playwright.json");
  const end = await runNode({
    script: createRequire(join(APP, "package.json")).resolve("@playwright/test/cli"),
    args: ["test", "--reporter=list,json"],
    cwd: APP,
    environment: {
      ...process.env,
      CHROMIUM_PATH: chromium,
      E2E_PORT: String(await freePort()),
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    },
    reportFile,
  });
  return playwrightOutcome({ runner: "Playwright", ...end });
}
