import type { Progress } from "@ai-cost/command";
import type { FaultCase, Scale } from "./case";
import { resultLines } from "./report/result-lines";
import { Random } from "./rig/random";
import { Rig } from "./rig/rig";
import { type CaseResult, runCase } from "./run-case";

export interface FaultsRun {
  scale: Scale;
  seed: number;
  /** Postgres's version. */
  postgres: string;
  results: CaseResult[];
}

export interface FaultsOptions {
  cases: readonly FaultCase[];
  scale: Scale;
  /** The same seed draws the same choices; the order in which things meet is the machine's. */
  seed: number;
  progress: Progress;
}

/** What is running so far, for whoever ends it. */
export interface Running {
  rig?: Promise<Rig>;
}

/** Runs the cases one after the other on a rig of their own; says a line or more of each. */
export async function runFaults(
  { cases, scale, seed, progress }: FaultsOptions,
  running: Running,
): Promise<FaultsRun> {
  running.rig = Rig.open(progress);
  const rig = await running.rig;
  progress.say(`${cases.length} cases, ${scale}, seed ${seed}`);
  const results: CaseResult[] = [];
  for (const faultCase of cases) {
    const random = new Random(seed).fork(faultCase.id);
    const result = await runCase(faultCase, rig, scale, random);
    for (const line of resultLines(result, random.seed)) progress.say(line);
    results.push(result);
  }
  const [version] = await rig.owner.sql<{ postgres: string }[]>`
    select current_setting('server_version') as postgres`;
  return { scale, seed, postgres: version?.postgres ?? "", results };
}

export async function takeDown({ rig }: Running): Promise<void> {
  await rig?.then((started) => started.stop()).catch(() => {});
}
