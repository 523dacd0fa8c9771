import type { FaultCase, Finding, Scale } from "./case";
import { checkPromises } from "./oracle/check";
import type { Random } from "./rig/random";
import type { Rig } from "./rig/rig";

type CaseState = "ok" | "FAILED" | "not run here";

export interface CaseResult extends Finding, Pick<FaultCase, "id" | "title" | "seenRedBy"> {
  state: CaseState;
  seconds: number;
}

/** Runs a case, then the oracle; a case whose faults never hit has shown nothing and fails. */
export async function runCase(
  { id, title, seenRedBy, run }: FaultCase,
  rig: Rig,
  scale: Scale,
  random: Random,
): Promise<CaseResult> {
  const startedAtMs = performance.now();
  const finding = await run(rig, scale, random).catch(thrown);
  const excesses = scale === "short" ? [] : (finding.excesses ?? []);
  const unmet = await checkPromises(rig).catch(unchecked);
  const problems = [...finding.problems, ...excesses, ...unmet];
  await rig.clear().catch((error) => problems.push(`could not be taken down: ${error}`));
  if (finding.hits === 0 && problems.length === 0 && !finding.notRunHere)
    problems.push("no fault hit, so this run shows nothing");
  const seconds = (performance.now() - startedAtMs) / 1000;
  return { ...finding, problems, id, title, seenRedBy, seconds, state: stateOf(finding, problems) };
}

function stateOf({ notRunHere }: Finding, problems: readonly string[]): CaseState {
  if (problems.length > 0) return "FAILED";
  return notRunHere === undefined ? "ok" : "not run here";
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
const thrown = (error: unknown): Finding => ({
  hits: 0,
  figures: {},
  problems: [`the case broke off: ${textOf(error)}`],
});
const unchecked = (error: unknown): string[] => [`could not be checked: ${textOf(error)}`];
