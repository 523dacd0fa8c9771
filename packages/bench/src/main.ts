import { parseArgs } from "node:util";
import { createProgress, stopRequest } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import {
  benchIngest,
  type Running as Ingesting,
  takeDown as takeDownIngest,
} from "./ingest/bench-ingest";
import { PARTS } from "./parts";
import { screen, writeReport } from "./report/write-report";
import { type Running, runBench, takeDown } from "./run-bench";
import { isSize, SIZES, type Size } from "./sizes";

const SIZE_NAMES = Object.keys(SIZES).join(", ");
const PART_NAMES = Object.keys(PARTS).join(", ");

/**
 * Measures the product beside what one would otherwise have: `npm run bench [-- PART…] [--size 1m]`,
 * and with `ingest` the ways in. What is measured whole writes a report into
 * `packages/bench/reports`. It asserts nothing: a missed bar is said, and the answer is 0.
 */
export async function run(argv: string[]): Promise<number> {
  if (argv.join(" ") === "ingest") return ingest();
  const options = { size: { type: "string", default: "1m" } } as const;
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  const [size, parts] = [sizeOf(values.size), partsNamed(positionals)];
  const running: Running = {};
  const stopped = stopRequest();
  try {
    const progress = createProgress();
    const outcome = await Promise.race([runBench({ parts, size }, running, progress), stopped]);
    if ("exitCode" in outcome) return outcome.exitCode;
    console.log(`\n${screen(outcome)}`);
    if (positionals.length === 0) console.log(writeReport(outcome));
    return 0;
  } finally {
    await takeDown(running);
  }
}

async function ingest(): Promise<number> {
  const running: Ingesting = {};
  const stopped = stopRequest();
  try {
    const measured = benchIngest(running, createProgress()).then(() => ({ exitCode: 0 }));
    return (await Promise.race([measured, stopped])).exitCode;
  } finally {
    await takeDownIngest(running);
  }
}

function sizeOf(text: string): Size {
  if (isSize(text)) return text;
  throw new Refusal(`There is no size "${text}". There are: ${SIZE_NAMES}.`);
}

function partsNamed(names: readonly string[]): string[] {
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined)
    throw new Refusal(
      `There is no part "${unknown}". There are: ${PART_NAMES}; and ingest, alone.`,
    );
  return names.length === 0 ? Object.keys(PARTS) : [...names];
}
