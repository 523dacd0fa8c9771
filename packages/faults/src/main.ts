import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createProgress, stopRequest } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import type { FaultCase } from "./case";
import { CASES } from "./cases/registry";
import { resultTable, writeReport } from "./report/write-report";
import { type Running, runFaults, takeDown } from "./run-faults";

/**
 * Holds the production server's promises against faults: `npm run faults [-- CASE…]
 * [--short | --long] [--seed N]`. All cases together, but for their short form, write a report into
 * `packages/faults/reports`. Answers 1 when a
 * promise did not hold, or when a case's faults never hit.
 */
export async function run(argv: string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  const options = { short: flag, long: flag, seed: text, json: text } as const;
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  const cases = casesNamed(positionals);
  const seed = seedOf(values.seed);
  const scale = values.long ? "long" : values.short ? "short" : "normal";
  const progress = createProgress();
  const running: Running = {};
  const stopped = stopRequest();
  try {
    const outcome = await Promise.race([
      runFaults({ cases, scale, seed, progress }, running),
      stopped,
    ]);
    if ("exitCode" in outcome) return outcome.exitCode;
    if (values.json) writeFileSync(values.json, JSON.stringify({ results: outcome.results }));
    console.log(`\n${resultTable(outcome.results)}\n`);
    if (positionals.length === 0 && scale !== "short") console.log(writeReport(outcome));
    return outcome.results.some(({ state }) => state === "FAILED") ? 1 : 0;
  } finally {
    await takeDown(running);
  }
}

function casesNamed(ids: readonly string[]): readonly FaultCase[] {
  const wanted = ids.map((id) => id.toUpperCase());
  const unknown = wanted.find((id) => !CASES.some((one) => one.id === id));
  if (unknown !== undefined)
    throw new Refusal(
      `There is no case "${unknown}". There are: ${CASES.map(({ id }) => id).join(", ")}.`,
    );
  return wanted.length === 0 ? CASES : CASES.filter(({ id }) => wanted.includes(id));
}

function seedOf(text: string | undefined): number {
  if (text === undefined) return randomInt(2 ** 31);
  if (!/^\d{1,10}$/.test(text)) throw new Refusal("--seed must be a whole number.");
  return Number(text);
}
