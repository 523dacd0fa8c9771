import { createProgress, stopRequest } from "@ai-cost/command";
import { Argument, Command, CommanderError, Option } from "commander";
import { benchImport, type Running as ImportRunning, stopImport } from "./import/bench-import";
import { benchIngest, type Running as IngestRunning, stopIngest } from "./ingest/bench-ingest";
import { PART_NAMES, type PartName } from "./parts";
import { summaryText, writeReport } from "./report/write-report";
import { type Running, runBench, stopBench } from "./run-bench";
import { SIZE_NAMES, type Size } from "./sizes";

/**
 * Runs `npm run bench` with these arguments and returns the exit code. A missed target does not change
 * the exit code: the benchmark measures, it does not test.
 */
export async function run(argv: string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command("npm run bench --")
    .description("Measures the product and compares it with alternatives.")
    .addArgument(
      new Argument("[part...]", "the parts to measure; all parts also write bench.md").choices(
        PART_NAMES,
      ),
    )
    .addOption(
      new Option("--size <size>", "the number of charges").choices(SIZE_NAMES).default("1m"),
    )
    .action(async (parts: PartName[], { size }: { size: Size }) => {
      exitCode = await measureParts(parts, size);
    })
    .enablePositionalOptions()
    .exitOverride();
  program
    .command("ingest")
    .description("Measures the usage endpoints and writes ingest.md.")
    .action(async () => {
      exitCode = await measureIngest();
    });
  program
    .command("import")
    .description("Measures the import of 1 GiB of transcripts and writes import.md.")
    .action(async () => {
      exitCode = await measureImport();
    });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

async function measureParts(parts: readonly PartName[], size: Size): Promise<number> {
  const running: Running = {};
  const stopped = stopRequest();
  const isComplete = parts.length === 0;
  const selected = isComplete ? PART_NAMES : parts;
  try {
    const progress = createProgress();
    const measured = runBench({ parts: selected, size }, running, progress);
    const outcome = await Promise.race([measured, stopped]);
    if ("exitCode" in outcome) return outcome.exitCode;
    progress.clear();
    console.log(`\n${summaryText(outcome)}`);
    if (isComplete) console.log(writeReport(outcome));
    return 0;
  } finally {
    await stopBench(running);
  }
}

async function measureIngest(): Promise<number> {
  const running: IngestRunning = {};
  const stopped = stopRequest();
  try {
    const measured = benchIngest(running, createProgress()).then(() => ({ exitCode: 0 }));
    return (await Promise.race([measured, stopped])).exitCode;
  } finally {
    await stopIngest(running);
  }
}

async function measureImport(): Promise<number> {
  const running: ImportRunning = {};
  const stopped = stopRequest();
  try {
    const measured = benchImport(running, createProgress()).then(() => ({ exitCode: 0 }));
    return (await Promise.race([measured, stopped])).exitCode;
  } finally {
    await stopImport(running);
  }
}
