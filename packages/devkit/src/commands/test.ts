import { randomInt } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildApp } from "../build/build-app";
import { CHECKOUT } from "../checkout";
import { CASES } from "../faults/cases/registry";
import { type Running, runFaults, takeDown } from "../faults/run-faults";
import { createProgress } from "../progress";
import { stopRequest } from "../stop-request";
import { findChromium } from "../test-run/find-chromium";
import { freePort } from "../test-run/free-port";
import { runNode, stopRunning } from "../test-run/run-node";
import { sumOf, type Tally, tallyFaults, tallyPlaywright, tallyVitest } from "../test-run/tally";
import { acquireTestServer } from "../testing/test-server";

const APP = join(CHECKOUT, "apps", "web");
const REPORTS = join(CHECKOUT, ".data", "test-reports");

/** Runs every test there is and ends with the line `N passed, N failed`; answers 1 if any failed. */
export async function run(): Promise<number> {
  const stopped = stopRequest();
  const chromium = findChromium(APP);
  const progress = createProgress();
  const acquiring = acquireTestServer();
  const faults: Running = {};
  try {
    const server = await progress.step("Starting the database for tests", () => acquiring);
    mkdirSync(REPORTS, { recursive: true });
    const outcome = await Promise.race([runAll(server.url, chromium, faults), stopped]);
    if ("exitCode" in outcome) return outcome.exitCode;
    console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
    return outcome.failed === 0 ? 0 : 1;
  } finally {
    await stopRunning();
    await takeDown(faults);
    await acquiring.then(({ release }) => release()).catch(() => {});
  }
}

async function runAll(databaseUrl: string, chromium: string, faults: Running): Promise<Tally> {
  const vitest = await runVitest(databaseUrl);
  const isBuilt = await buildApp(CHECKOUT, createProgress()).then(
    () => true,
    ({ message }: Error) => void console.error(message),
  );
  const onTheBuild = isBuilt
    ? [await runShortFaults(faults), await runPlaywright(chromium)]
    : [{ passed: 0, failed: 1 }];
  return sumOf([vitest, ...onTheBuild]);
}

/** Every case in its short form, with nothing else at work on this machine. */
async function runShortFaults(running: Running): Promise<Tally> {
  const options = { cases: CASES, scale: "short", seed: randomInt(2 ** 31) } as const;
  try {
    const { results } = await runFaults({ ...options, progress: createProgress() }, running);
    return tallyFaults(results);
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  } finally {
    await takeDown(running);
  }
}

async function runVitest(databaseUrl: string): Promise<Tally> {
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
    environment: { ...process.env, NODE_ENV: "test", TEST_DATABASE_URL: databaseUrl },
    reportFile,
  });
  return tallyVitest(end);
}

async function runPlaywright(chromium: string): Promise<Tally> {
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
  return tallyPlaywright(end);
}
