import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKOUT, type Progress } from "@ai-cost/command";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { makeProject } from "@ai-cost/db/testing";
import {
  acquireEmbeddedPostgres,
  type EmbeddedPostgres,
  recreateDatabase,
} from "@ai-cost/local-postgres";
import { memoryMiB } from "@ai-cost/testing";
import { benchPostgresFolder } from "../environment/bench-server";
import { readServerVersion } from "../environment/server-version";
import { generateTranscripts } from "./generate-transcripts";
import { type ImportRun, writeReport } from "./write-report";

const SIZE_MIB = 1024;
const SAMPLED_EVERY_MS = 100;

/** What a run of the benchmark has started. `stopImport` stops it and removes the transcripts. */
export interface Running {
  postgres?: Promise<EmbeddedPostgres>;
  client?: DatabaseClient;
  command?: ChildProcess;
  folder?: string;
}

/**
 * Measures the command `import` on a folder with 1 GiB of transcripts, of which all calls are new. Writes
 * the report.
 */
export async function benchImport(running: Running, progress: Progress): Promise<void> {
  running.postgres = acquireEmbeddedPostgres({
    folder: benchPostgresFolder(),
    onProgress: progress.say,
  });
  const { url } = await running.postgres;
  await recreateDatabase(url);
  await migrate(url);
  const client = createDatabase(url, { maxConnections: 1, asOwner: true });
  running.client = client;
  const projectId = await makeProject(client.db, "Benchmark");
  const folder = mkdtempSync(join(tmpdir(), "transcripts-"));
  running.folder = folder;
  const transcripts = await progress.step("Writing the transcripts", () =>
    generateTranscripts(folder, SIZE_MIB),
  );
  const run = await measure([folder, "--project", projectId], url, running);
  await requireCalls(client, projectId, transcripts.calls);
  const postgres = await readServerVersion(client.sql);
  progress.say(writeReport({ postgres, transcripts, run }));
}

/** Runs the command as a person does. Its progress bar is shown. */
async function measure(
  argv: readonly string[],
  databaseUrl: string,
  running: Running,
): Promise<ImportRun> {
  const startedAtMs = performance.now();
  const command = spawn(process.execPath, ["apps/cli/bin/ai-cost.mjs", "import", ...argv], {
    cwd: CHECKOUT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.command = command;
  let peakMiB = Number.NaN;
  const timer = setInterval(() => {
    peakMiB = peakMemoryMiB(command.pid, peakMiB);
  }, SAMPLED_EVERY_MS);
  const [exitCode] = await once(command, "exit");
  clearInterval(timer);
  if (exitCode !== 0) throw new Error(`the import ended with the exit code ${exitCode}`);
  return { seconds: (performance.now() - startedAtMs) / 1000, peakMiB };
}

/** The peak memory of a process; what was known before when the process has ended. */
function peakMemoryMiB(pid: number | undefined, knownMiB: number): number {
  try {
    return memoryMiB(pid, "VmHWM") || knownMiB;
  } catch {
    return knownMiB;
  }
}

async function requireCalls(
  { sql }: DatabaseClient,
  projectId: string,
  calls: number,
): Promise<void> {
  const [row] = await sql`
    select count(*)::int as calls from credit_transactions where project_id = ${projectId}`;
  if (row?.calls !== calls)
    throw new Error(`${row?.calls} calls were counted, and the transcripts have ${calls}`);
}

export async function stopImport({ postgres, client, command, folder }: Running): Promise<void> {
  command?.kill();
  await client?.close();
  await postgres?.then(({ release }) => release()).catch(() => {});
  if (folder) rmSync(folder, { recursive: true, force: true });
}
