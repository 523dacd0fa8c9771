import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { test } from "vitest";
import { Environment } from "../environment/environment";
import { checkPromises } from "../oracle/check-promises";
import { Random } from "./random";
import { readSettings, type Scale } from "./settings";

/** What a case has found. */
export interface Outcome {
  /** The number of faults that really occurred. A case with 0 hits fails, because it has tested nothing. */
  hits: number;
  figures: Record<string, number | string>;
  /** A sentence for each broken promise. */
  problems: string[];
  /**
   * A sentence for each duration or amount of memory above its limit. These sentences count as problems
   * too, except in the short form, because that form runs at the same time as other tests.
   */
  excesses?: string[];
  /** Why this machine cannot run the case. Such a case has neither passed nor failed. */
  skipReason?: string;
}

export interface CaseContext {
  environment: Environment;
  scale: Scale;
  random: Random;
}

/** A promise of the product, and faults that try to break it. */
export interface FaultCase {
  /** The id of the case, such as `F1`. The name of its file starts with the id. */
  id: string;
  /** The sentence that states the promise. */
  title: string;
  /** A defect that was once added to the code on purpose and that this case has detected. */
  seenRedBy: string;
  run(context: CaseContext): Promise<Outcome>;
}

/** What the reporter prints of a case. */
export interface CaseReport extends Pick<FaultCase, "id" | "title" | "seenRedBy"> {
  hits: number;
  figures: Outcome["figures"];
  problems: string[];
  seed: number;
  /** The version of Postgres. */
  postgres: string;
  /** The duration of the case without the start of the environment. */
  seconds: number;
}

declare module "vitest" {
  interface TaskMeta {
    fault?: CaseReport;
  }
}

/** This Postgres module counts SQL statements. */
const SETTINGS = { shared_preload_libraries: "pg_stat_statements" };

/** Each Vitest worker starts one environment, which all cases of the worker share. */
const faultTest = test.extend<{ environment: Environment }>({
  environment: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures from it.
    async ({}, use) => {
      const folder = join(CHECKOUT, ".data", "faults", `postgres-${process.env.VITEST_POOL_ID}`);
      const environment = await Environment.start({ folder, settings: SETTINGS });
      const cancelStop = stopWhenInterrupted(environment);
      await use(environment);
      cancelStop();
      await environment.stop();
    },
    { scope: "worker" },
  ],
});

/**
 * Stops the environment when a run is interrupted. Vitest does not end its worker then; it exits and
 * only disconnects from the worker.
 */
function stopWhenInterrupted(environment: Environment): () => void {
  const ignore = () => {};
  const stop = () => void environment.stop().finally(() => process.exit(1));
  process.on("SIGINT", ignore).once("disconnect", stop);
  return () => process.off("SIGINT", ignore).off("disconnect", stop);
}

/**
 * Registers the case as a test. After the case, even if it has failed, the oracle checks the promises
 * that must hold after every case.
 */
export function faultCase({ id, title, seenRedBy, run }: FaultCase): void {
  faultTest(`${id}: ${title}`, async ({ environment, task, skip }) => {
    const startedAtMs = performance.now();
    const { scale, seed } = readSettings();
    const random = new Random(seed).fork(id);
    const outcome = await run({ environment, scale, random }).catch(brokenOff);
    const problems = [
      ...outcome.problems,
      ...(scale === "short" ? [] : (outcome.excesses ?? [])),
      ...(await checkPromises(environment).catch(problemOf("The oracle could not check"))),
      ...(await environment.reset().then(() => [], problemOf("The case could not be cleaned up"))),
    ];
    if (outcome.hits === 0 && problems.length === 0 && !outcome.skipReason)
      problems.push("No fault occurred, so this run has shown nothing");
    const { hits, figures } = outcome;
    const seconds = (performance.now() - startedAtMs) / 1000;
    const report = { id, title, seenRedBy, hits, figures, problems, seconds };
    task.meta.fault = { ...report, seed: random.seed, postgres: environment.postgresVersion };
    if (problems.length > 0) throw new Error(problems.join("\n"));
    if (outcome.skipReason) skip(outcome.skipReason);
  });
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const problemOf =
  (what: string) =>
  (error: unknown): string[] => [`${what}: ${textOf(error)}`];

const brokenOff = (error: unknown): Outcome => ({
  hits: 0,
  figures: {},
  problems: problemOf("The case stopped with an error")(error),
});
