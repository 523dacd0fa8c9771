import type { Progress } from "@ai-cost/command";
import { createDatabase, openAsOperator } from "@ai-cost/db";
import { rebuild } from "@ai-cost/ledger";
import { memoryMiB } from "@ai-cost/testing";

export interface RebuildCost {
  seconds: number;
  /**
   * The peak memory of this process since its start, in MiB; NaN on platforms that do not report
   * it.
   */
  peakMiB: number;
}

/**
 * Fills the empty rollups as `npm run ledger -- rebuild` does, one project after the other. Returns
 * the time and memory that this took.
 */
export async function rebuildRollups(url: string, progress: Progress): Promise<RebuildCost> {
  const { db, close } = createDatabase(url, {
    maxConnections: 1,
    applicationName: "bench rebuild",
  });
  const startedAtMs = performance.now();
  try {
    const projects = await openAsOperator(db, null);
    for (const [index, { id, tenant }] of projects.entries())
      await rebuild(tenant, id, (month) =>
        progress.update(() => `  project ${index + 1} of ${projects.length}: ${month} rebuilt`),
      );
  } finally {
    await close();
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  return { seconds, peakMiB: memoryMiB(process.pid, "VmHWM") };
}
