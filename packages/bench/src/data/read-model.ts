import type { Progress } from "@ai-cost/command";
import { createDatabase, openAsOperator } from "@ai-cost/db";
import { rebuild } from "@ai-cost/ledger";
import { memoryMiB } from "@ai-cost/testing";

export interface RebuildCost {
  seconds: number;
  /** Of this process, with all that it did before; NaN where it cannot be told. */
  peakMiB: number;
}

const SAID_EVERY_MS = 5_000;

/** Fills the empty read model as `npm run ledger -- rebuild` does, one project after the other. */
export async function fillReadModel(url: string, progress: Progress): Promise<RebuildCost> {
  const { db, close } = createDatabase(url, {
    maxConnections: 1,
    applicationName: "bench rebuild",
  });
  const startedAtMs = performance.now();
  try {
    const projects = await openAsOperator(db, null);
    let saidAtMs = startedAtMs;
    for (const [index, { id, tenant }] of projects.entries())
      await rebuild(tenant, id, (month) => {
        if (performance.now() - saidAtMs < SAID_EVERY_MS) return;
        saidAtMs = performance.now();
        progress.say(`  project ${index + 1} of ${projects.length}: ${month} rebuilt`);
      });
  } finally {
    await close();
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  return { seconds, peakMiB: memoryMiB(process.pid, "VmHWM") };
}
