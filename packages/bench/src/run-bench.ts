import type { Progress } from "@ai-cost/command";
import { createDatabase } from "@ai-cost/db";
import type { AcquiredDatabase } from "@ai-cost/local-postgres";
import { acquireBenchServer } from "./bench-server";
import { type BenchDatabase, benchDatabase } from "./data/bench-database";
import { PARTS } from "./parts";
import type { Section } from "./report/section";
import type { Findings } from "./report/write-report";
import { type Size, sizesUpTo } from "./sizes";

/** What is running so far, for whoever ends it. */
export interface Running {
  server?: Promise<AcquiredDatabase>;
}

/** Makes or finds the rows, then measures each of the named parts of `PARTS`. */
export async function runBench(
  { parts, size }: { parts: readonly string[]; size: Size },
  running: Running,
  progress: Progress,
): Promise<Findings> {
  running.server = acquireBenchServer(progress);
  const { url } = await running.server;
  const databases = await makeAll(url, size, progress);
  const sections: Section[] = [];
  for (const part of parts) {
    progress.say(`Measuring ${part}`);
    const measured = await PARTS[part]?.({ databases, serverUrl: url, progress });
    sections.push(...(measured ?? []));
  }
  return { size, postgres: await versionOf(url), sections };
}

async function makeAll(url: string, size: Size, progress: Progress): Promise<BenchDatabase[]> {
  const databases: BenchDatabase[] = [];
  for (const each of sizesUpTo(size)) databases.push(await benchDatabase(url, each, progress));
  return databases;
}

async function versionOf(url: string): Promise<string> {
  const { sql, close } = createDatabase(url, { maxConnections: 1, asOwner: true });
  const [version] = await sql<{ postgres: string }[]>`
    select current_setting('server_version') as postgres`;
  await close();
  return version?.postgres ?? "";
}

export const takeDown = async ({ server }: Running): Promise<void> =>
  server?.then(({ release }) => release()).catch(() => {});
