import { randomInt } from "node:crypto";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { CHECKOUT, createProgress, stopRequest } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import { buildApp } from "@ai-cost/web-server";
import { startVitest } from "vitest/node";
import { compareIds, FaultReporter } from "./runner/fault-reporter";
import { storeSettings } from "./runner/settings";

const CASES = join(import.meta.dirname, "cases");

/**
 * Runs the fault suite, or only the given cases: `npm run faults [-- CASE…] [--short | --long] [--seed
 * N]`. A run of all cases writes a report into `packages/faults/reports`, except in the short form.
 * Returns 1 if a promise was broken or if no fault occurred in a case.
 */
export async function run(argv: string[]): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  const options = { short: flag, long: flag, seed: text, json: text } as const;
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  const files = filesOf(positionals);
  const scale = values.long ? "long" : values.short ? "short" : "normal";
  storeSettings({ scale, seed: seedOf(values.seed) });
  const reporter = new FaultReporter({
    isOfAllCases: positionals.length === 0,
    jsonFile: values.json,
  });
  const stopped = stopRequest();
  const ended = Promise.race([runVitest(files, reporter), stopped]);
  return (await ended).exitCode;
}

async function runVitest(files: string[], reporter: FaultReporter): Promise<{ exitCode: number }> {
  await buildApp(CHECKOUT, createProgress());
  const config = join(CHECKOUT, "vitest.faults.ts");
  const vitest = await startVitest("test", files, { config, watch: false, reporters: [reporter] });
  const isRed = process.exitCode !== undefined && process.exitCode !== 0;
  await vitest.close();
  return { exitCode: isRed ? 1 : 0 };
}

/** Returns the files of the cases with these ids; all files for an empty list. */
function filesOf(ids: readonly string[]): string[] {
  const files = readdirSync(CASES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".fault.ts"))
    .map((file) => join(CASES, file));
  const idOf = (file: string) => basename(file).split("-", 1)[0]?.toUpperCase() ?? "";
  return ids.map((id) => {
    const found = files.find((file) => idOf(file) === id.toUpperCase());
    if (found) return found;
    throw new Refusal(
      `There is no case "${id}". There are: ${files.map(idOf).sort(compareIds).join(", ")}.`,
    );
  });
}

function seedOf(text: string | undefined): number {
  if (text === undefined) return randomInt(2 ** 31);
  if (!/^\d{1,10}$/.test(text)) throw new Refusal("--seed must be a whole number.");
  return Number(text);
}
