import type { Progress } from "@ai-cost/command";
import type { AcquiredDatabase } from "@ai-cost/local-postgres";
import {
  type BenchDatabase,
  ensureBenchDatabase,
  withOwnerConnection,
} from "./data/bench-database";
import { acquireBenchServer } from "./environment/bench-server";
import { readServerVersion } from "./environment/server-version";
import { PARTS, type PartName } from "./parts";
import type { Section } from "./report/section";
import type { Findings } from "./report/write-report";
import { type Size, sizesUpTo } from "./sizes";

/** The server that a run of the benchmark has started. `stopBench` stops it. */
export interface Running {
  server?: Promise<AcquiredDatabase>;
}

/** Creates the databases that do not exist yet. Then runs the parts one after the other. */
export async function runBench(
  { parts, size }: { parts: readonly PartName[]; size: Size },
  running: Running,
  progress: Progress,
): Promise<Findings> {
  running.server = acquireBenchServer(progress);
  const { url } = await running.server;
  const databases = await ensureDatabases(url, size, progress);
  const sections: Section[] = [];
  for (const part of parts) {
    progress.say(`Measuring ${part}`);
    sections.push(...(await PARTS[part]({ databases, progress })));
  }
  return { size, postgres: await withOwnerConnection(url, readServerVersion), sections };
}

export const stopBench = async ({ server }: Running): Promise<void> =>
  server?.then(({ release }) => release()).catch(() => {});

async function ensureDatabases(
  serverUrl: string,
  size: Size,
  progress: Progress,
): Promise<BenchDatabase[]> {
  const databases: BenchDatabase[] = [];
  for (const each of sizesUpTo(size))
    databases.push(await ensureBenchDatabase(serverUrl, each, progress));
  return databases;
}
